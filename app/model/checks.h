// What is odd about the data as a whole, found once when they have been put together: rules with few false alarms, because a
// finding greys or refuses figures (engine/prepare.cpp says which).
//
// truncated_history    closed-since-X exports. With G(d) the share of deals closed within d, from those begun at or after the first
//                      closing anywhere, Σ G(first closing − beginning) closings would be expected among the deals begun before
//                      it, and there are none: said where that sum is at least 7 (a chance below 1 in 1,000 in a whole export).
// owners_only_on_won   half of the won deals know an owner, and at most 2 % of the others do (30 of each at least).
// owner_not_yet_known  of the open stays in stages of a role 20 points more lack an owner than of the settled ones (30 of each).
// no_stage_history     at most 1 % of at least 30 deals have been in more than one stage.
// mass_import          at least 100 entries, and 2 % of all, in one second that is not midnight.
// similar_names        people, sources or stages that read alike but for case, width and spaces, or by one letter in six or more.
// suspected_bot        a person who is called a bot, a system or automatic, and is not declared one.
// manager_cycle        somebody who, by way of his managers, reports to himself.
#pragma once

#include "model/data_set.h"

namespace model {

// Adds its findings to the data's report; those of before are dropped.
void check_whole(DataSet& data);

}  // namespace model
