// Retention by hand, its laws, and how often its intervals hold.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "base/random.h"
#include "loading.h"
#include "metrics/retention.h"

using metrics::Kept;
using metrics::Retention;

namespace {

std::vector<std::uint32_t> all_of(std::size_t count) {
    std::vector<std::uint32_t> places(count);
    std::iota(places.begin(), places.end(), 0u);
    return places;
}

double normal(base::Random& random) {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += random.unit();
    return sum;
}

}  // namespace

TEST_CASE("honesty: how often the intervals of retention hold") {
    base::Random random(5);
    for (const std::uint32_t customers : {30u, 60u, 200u})
        for (const double loss : {.1, .25}) {
            const double gain = .2, cut = .08;
            const double gross = 1 - loss - (1 - loss) * cut * .275, net = gross + (1 - loss) * gain * .25;
            int told = 0, held = 0, told_net = 0, held_net = 0;
            for (int round = 0; round < 400; ++round) {
                std::vector<Kept> kept(customers);
                for (Kept& one : kept) {
                    one.present = one.at_start = true;
                    const auto start = static_cast<base::Money>(100'000 * std::exp(.8 * normal(random)));
                    one.start = start;
                    const auto part = [&](double least, double most) {
                        return static_cast<base::Money>(static_cast<double>(start) *
                                                        (least + (most - least) * random.unit()));
                    };
                    if (random.unit() < loss) {
                        one.lost = true;
                        one.churn = start;
                        continue;
                    }
                    if (random.unit() < cut) one.contraction = part(.1, .45);
                    if (random.unit() < gain) one.expansion = part(.1, .4);
                }
                const Retention said = metrics::retention_of(kept, all_of(customers), 1);
                if (said.gross->interval) {
                    ++told;
                    held += said.gross->interval->low <= gross && gross <= said.gross->interval->high;
                }
                if (said.net->interval) {
                    ++told_net;
                    held_net += said.net->interval->low <= net && net <= said.net->interval->high;
                }
            }
            MESSAGE(customers, " customers, ", 100 * loss, " % lost: gross ", held, " of ", told, ", net ", held_net,
                    " of ", told_net);
            CHECK(held >= .85 * told);
            CHECK(held_net >= .85 * told_net);
        }
}
