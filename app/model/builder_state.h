// What a Builder holds while it loads. Internal to model/: builder.cpp adds records to it, builder_finish.cpp makes the data
// set of it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/builder.h"
#include "model/extras_builder.h"
#include "model/journey.h"

namespace model {

// A history entry as it waits for the end of the load: 12 bytes, in chunks, so that growing never copies.
struct RawEntry {
    Stamp entered = 0;
    Stamp touched = 0;
    PersonIndex owner = no_person;
    std::uint16_t stage_and_role = 0;  // 12 bits StageNumber, 4 bits Role
};

// Of the raw entries those that say when they were assigned, in order of row.
struct RawAssigned {
    std::uint32_t row = 0;
    Stamp at = 0;
};

class RawEntries {
public:
    void push(RawEntry entry) {
        if (size_ % chunk == 0) chunks_.push_back(std::make_unique<std::array<RawEntry, chunk>>());
        (*this)[size_++] = entry;
    }
    RawEntry& operator[](std::size_t i) { return (*chunks_[i / chunk])[i % chunk]; }
    std::size_t size() const { return size_; }

private:
    static constexpr std::size_t chunk = 1u << 14;
    std::vector<std::unique_ptr<std::array<RawEntry, chunk>>> chunks_;
    std::size_t size_ = 0;
};

struct RawSpan {
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
    bool given = false;  // in this load; otherwise the base's spells stand
};

// The columns whose times may still be on the local clock, and which value of each.
enum class TimeColumn : std::uint8_t {
    raw_entered,
    raw_touched,
    raw_assigned,
    created,
    closed,
    call,
    activity,
    due,
    reach,
    target_from,
    target_to,
    person_from,
    person_to,
    exported
};
inline constexpr std::size_t time_columns = static_cast<std::size_t>(TimeColumn::exported) + 1;

// Money read before the file named its currency waits in thousandths.
inline constexpr int waiting_digits = 3;
enum class MoneyColumn : std::uint8_t { deal, activity, reach, target };
struct WaitingMoney {
    std::uint32_t row = 0;
    MoneyColumn column{};
};
// Deals::has_value while it waits; a value read later, when the currency is known, makes it 1.
inline constexpr std::uint8_t waiting_value = 2;

// How far the base's sparse tables have been read; its deals come in order.
struct BasePlace {
    std::size_t aside = 0, assigned = 0, takeover = 0;
};

// A deal's entries and stays while its spells are built; the vectors keep their capacity from deal to deal.
struct Gathered {
    std::vector<Entry> entries;
    std::vector<Stay> stays;
    std::vector<TakenOver> takeovers;
    std::vector<AsideEntry> aside;  // of all deals
    BasePlace at_base;
};

struct Builder::State {
    const DataSet* base = nullptr;
    DataSet data;
    base::StringPool stage_ids;                // number: StageNumber
    std::vector<std::int16_t> place_of_stage;  // by StageNumber: position in data.stages, or -1
    RawEntries raw;
    std::vector<RawAssigned> raw_assigned;
    std::vector<RawSpan> span_of_deal;
    std::array<std::vector<std::uint32_t>, time_columns> local_times;  // rows, by TimeColumn
    std::vector<WaitingMoney> waiting_money;
    std::string file_currency;  // as the file being read names it
    // Which load file gave a record last, to tell a duplicate from a merge; 0: before this load.
    std::vector<std::uint8_t> deal_file, person_file, stage_file, account_file, call_file, invoice_file;
    std::unique_ptr<ExtrasBuilder> extras;  // as soon as a file gives any
    std::string file;
    std::uint8_t file_number = 0;
    bool file_has_zone = false;
    // Of the file being read: how many times were written with each offset from UTC.
    std::vector<std::pair<std::int32_t, std::uint64_t>> file_offsets;
    std::uint64_t file_records = 0;

    void report(base::ErrorCode code, std::uint64_t number, std::string_view path, std::string_view detail);
    void report_call(base::ErrorCode code, std::uint32_t call, const char* field, std::string_view detail);
    void report_deal(base::ErrorCode code, DealIndex deal, const char* field, std::string_view detail);
    Label label(const Text& text);
    void set(Label& target, const Text& text);
    std::optional<Stamp> stamp(const base::ParsedTime& time, std::uint64_t number, const char* path, TimeColumn column,
                               std::size_t row);
    void set(Stamp& target, const When& time, std::uint64_t number, const char* path, TimeColumn column,
             std::size_t row);
    Stamp& time_at(TimeColumn column, std::uint32_t row);
    void place_local_times();
    void count_offset(std::int32_t offset);
    void check_offsets();
    std::optional<base::Money> money(std::string_view text, std::uint64_t number, const char* path, MoneyColumn column,
                                     std::size_t row);
    // Gives what waits its scale; what is in another currency than the data's is marked, or left out.
    void place_money(const std::string& currency);
    bool is_foreign(const std::string& currency) const {
        return !currency.empty() && !data.currency.empty() && currency != data.currency;
    }
    bool mark(std::vector<std::uint8_t>& files, std::size_t row, std::uint64_t number, const char* path,
              std::string_view id);
    std::optional<DealIndex> deal(std::string_view id, std::uint64_t number, const char* path);
    AccountIndex account(std::string_view id);
    std::uint32_t invoice(std::string_view id, std::uint64_t number, const char* path);
    // Of invoices that came again, by their id, the last one stands.
    void drop_replaced_invoices();
    void add_call_row();
    void fit_calls();
    // Gives the place of the first; they are the last that there are.
    TurnIndex add_turns(std::span<const TurnRecord> given, std::uint64_t number);
    bool usable_id(std::string_view id, std::uint64_t number, const char* path);
    void place_stages();
    void gather(DealIndex deal, Gathered& gathered);
    void append(const Stay& stay);
    void append(const TakenOver& takeover, SpellIndex spell);
    void note(const JourneyNotes& notes, DealIndex deal);
    // Optimized code takes a function's place only when it is called again, so what is done for each deal is a call.
    [[gnu::noinline]] void build_spells_of(DealIndex deal, Gathered& gathered);
    void build_spells();
    void find_cut_off();
    void check_references();
};

}  // namespace model
