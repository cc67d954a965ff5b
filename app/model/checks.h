// What is odd about the data as a whole, found once when they have been put together: rules with few false alarms, because a
// finding greys or refuses figures (engine/prepare.cpp says which).
//
// truncated_history    closed-since-X exports. With G(d) the share of deals closed within d, from those begun at or after a
//                      closing, λ = Σ G(closing − beginning) closings would be expected among the deals begun before it. Said
//                      where so few as there are had a chance of 1 in 2,000 (Poisson), at the first closing or, so that stray
//                      early ones hide nothing, at one of the next five, one in 50 closings at most.
// owners_only_on_won   half of the won deals know an owner, and at most 2 % of the others do (30 of each at least).
// owner_not_yet_known  of the open stays in stages of a role 20 points more lack an owner than of the settled ones (30 of each).
// owner_missing        stays without an owner, beside those two, where half of the stays have one.
// no_stage_history     at most 1 % of at least 30 deals have been in more than one stage.
// mass_import          up to 20 seconds with at least 20 entries each, or minutes with 100, every one with five times as many as
//                      any other; midnight, here and in UTC, aside: it is a date.
// similar_names        people, sources or stages that read alike but for case, width, spaces and punctuation, or by one letter
//                      in six or more (ASCII); of sources also one with something in brackets behind it, if there is
//                      only one such. A name counts once. Past base::limits::letters_compared letters names are not
//                      looked at letter by letter any more: names_not_compared.
// suspected_bot        a person who is called a bot, a system or automatic, or one of up to three people of a role
//                      with five times as many stays as any other of it (5 people and 200 stays at least), and is not
//                      declared one.
// manager_cycle        somebody who, by way of his managers, reports to himself.
#pragma once

#include "model/data_set.h"

namespace model {

// Adds its findings to the data's report; those of before are dropped.
void check_whole(DataSet& data);

}  // namespace model
