#include "metrics/collection.h"

#include <algorithm>
#include <tuple>

#include "base/heap_sort.h"

namespace metrics {

using base::Money;
using model::Activity;
using model::ActivityKind;
using model::Stamp;

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t paid_ahead = 31 * day;

struct Bill {
    std::uint32_t customer = Customers::nobody;
    std::uint32_t id = model::no_invoice;
    Stamp at = 0, due = 0;
    std::int64_t last = 0;  // the first instant that is too late
    Money value = 0, open = 0;
    Money in_time = 0, late = 0, unnamed = 0;
};

struct Paid {
    std::uint32_t customer = Customers::nobody;
    std::size_t bill = none;  // that it names
    bool named = false;
    Stamp at = 0;
    Money left = 0;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

class Ledger {
public:
    Ledger(const model::DataSet& data, const Customers& customers, std::uint32_t horizon_days, const base::Zone& zone)
        : data_(data), customers_(customers), horizon_days_(horizon_days), zone_(zone) {
        take_bills();
        take_payments();
        pay_named();
        pay_oldest();
    }

    std::vector<Bill> bills;     // by customer, oldest first
    std::vector<Paid> payments;  // likewise

private:
    const model::DataSet& data_;
    const Customers& customers_;
    std::uint32_t horizon_days_;
    const base::Zone& zone_;

    std::string_view id_of(const Bill& bill) const {
        return bill.id == model::no_invoice ? std::string_view() : data_.invoice_ids[bill.id];
    }

    std::int64_t day_after(Stamp due) const {
        const std::int64_t local_day = (static_cast<std::int64_t>(due) + zone_.offset_at(due)) / day;
        return zone_.utc_from_local((local_day + horizon_days_ + 1) * day);
    }

    void take_bills() {
        for (const model::InvoiceNote& note : data_.invoice_notes) {
            const Activity& activity = data_.activities[note.activity];
            const auto customer = customers_.customer_of(data_, activity);
            if (activity.kind != ActivityKind::invoice || !customer) continue;
            Bill bill{.customer = *customer, .id = note.invoice, .at = activity.at};
            bill.due = note.due == 0 ? activity.at : note.due;
            bill.last = day_after(bill.due);
            if (activity.has_value) bill.value = bill.open = std::max<Money>(activity.value, 0);
            bills.push_back(bill);
        }
        base::heap_sort(bills.begin(), bills.end(), [this](const Bill& a, const Bill& b) {
            return std::tuple(a.customer, a.at, a.due, id_of(a), a.value) <
                   std::tuple(b.customer, b.at, b.due, id_of(b), b.value);
        });
    }

    void take_payments() {
        std::vector<std::size_t> bill_of(data_.invoice_ids.size(), Paid::none);
        for (std::size_t i = 0; i < bills.size(); ++i)
            if (bills[i].id != model::no_invoice) bill_of[bills[i].id] = i;
        auto note = data_.invoice_notes.begin();
        for (std::uint32_t row = 0; row < data_.activities.size(); ++row) {
            const Activity& activity = data_.activities[row];
            const bool names = note != data_.invoice_notes.end() && note->activity == row;
            const std::uint32_t id = names ? (note++)->invoice : model::no_invoice;
            if (activity.kind != ActivityKind::payment || !activity.has_value || activity.value <= 0 ||
                activity.at > data_.cut_off)
                continue;
            const std::size_t bill = id != model::no_invoice ? bill_of[id] : Paid::none;
            const auto customer = bill != Paid::none ? bills[bill].customer : customers_.customer_of(data_, activity);
            if (!customer) continue;
            payments.push_back({*customer, bill, names, activity.at, activity.value});
        }
        base::heap_sort(payments.begin(), payments.end(), [](const Paid& a, const Paid& b) {
            return std::tuple(a.customer, a.at, a.bill, a.left) < std::tuple(b.customer, b.at, b.bill, b.left);
        });
    }

    static void pay(Bill& bill, Paid& payment) {
        const Money part = std::min(bill.open, payment.left);
        bill.open -= part;
        payment.left -= part;
        (payment.at < bill.last ? bill.in_time : bill.late) += part;
        if (!payment.named) bill.unnamed += part;
    }

    void pay_named() {
        for (Paid& payment : payments)
            if (payment.bill != Paid::none) pay(bills[payment.bill], payment);
    }

    void pay_oldest() {
        std::size_t oldest = 0, first = 0;
        for (Paid& payment : payments) {
            while (first < bills.size() && bills[first].customer < payment.customer) ++first;
            if (payment.named || first == bills.size() || bills[first].customer != payment.customer ||
                payment.at + paid_ahead < bills[first].at)
                continue;
            oldest = std::max(oldest, first);
            for (; oldest < bills.size() && bills[oldest].customer == payment.customer; ++oldest) {
                pay(bills[oldest], payment);
                if (bills[oldest].open > 0) break;
            }
        }
    }
};

}  // namespace

void Collection::operator+=(const Collection& other) {
    invoices += other.invoices;
    paid += other.paid;
    young += other.young;
    valueless += other.valueless;
    apart += other.apart;
    for (const auto part : {&Collection::invoiced, &Collection::received, &Collection::late, &Collection::young_value,
                            &Collection::unnamed, &Collection::apart_value})
        this->*part = base::sum(this->*part, other.*part);
}

std::vector<Collection> collected_in(const model::DataSet& data, const Customers& customers, Period period,
                                     std::uint32_t horizon_days, const base::Zone& zone) {
    std::vector<Collection> collected(customers.list.size());
    if (data.invoice_notes.empty()) return collected;
    const Ledger ledger(data, customers, horizon_days, zone);
    for (const Bill& bill : ledger.bills) {
        if (!period.has(bill.due)) continue;
        Collection one;
        if (bill.value == 0) {
            one.valueless = 1;
        } else if (bill.last > std::int64_t{data.cut_off} + 1) {
            one.young = 1;
            one.young_value = bill.value;
        } else {
            one.invoices = 1;
            one.paid = bill.in_time == bill.value;
            one.invoiced = bill.value;
            one.received = bill.in_time;
            one.late = bill.late;
            one.unnamed = bill.unnamed;
        }
        collected[bill.customer] += one;
    }
    for (const Paid& payment : ledger.payments) {
        if (payment.left == 0 || !period.has(payment.at)) continue;
        Collection one;
        one.apart = 1;
        one.apart_value = payment.left;
        collected[payment.customer] += one;
    }
    return collected;
}

CollectionRate collection_of(std::span<const Collection> collected, std::span<const std::uint32_t> customers,
                             std::uint64_t seed) {
    CollectionRate out;
    std::vector<Share> shares;
    for (const std::uint32_t place : customers) {
        const Collection& one = collected[place];
        out.sum += one;
        if (one.invoiced > 0)
            shares.push_back({static_cast<double>(one.invoiced), static_cast<double>(one.invoiced - one.received), 0});
    }
    if (!shares.empty()) out.rate = retained(shares, seed).gross;
    return out;
}

}  // namespace metrics
