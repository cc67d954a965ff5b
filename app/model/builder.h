// Puts records together into a DataSet: merges by id, places local times, turns histories into spells.
//
// It starts empty or on top of a finished DataSet, which it never changes: whoever loads keeps the old one until the new
// one is finished, so a file that fails costs nothing. Records may come in any order and refer to what comes later.
// What contradicts is reported, never fatal.
//
//     Builder builder(nullptr);                 // or &loaded
//     builder.begin_file("pipeline.json");
//     builder.add(DealRecord{…}, 1);
//     builder.end_file(bytes);
//     DataSet data = std::move(builder).finish();
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "model/data_set.h"
#include "model/records.h"

namespace model {

class ExtrasBuilder;

class Builder {
public:
    explicit Builder(const DataSet* base);
    ~Builder();
    Builder(const Builder&) = delete;
    Builder& operator=(const Builder&) = delete;

    void begin_file(std::string_view name);
    void end_file(std::uint64_t bytes);

    // `number` is the record's 1-based place in its list, for messages.
    void add(const MetaRecord& record);
    void add(const StageRecord& record, std::uint64_t number);
    void add(const PersonRecord& record, std::uint64_t number);
    void add(const AccountRecord& record, std::uint64_t number);
    void add(const DealRecord& record, std::uint64_t number);
    void add(const ActivityRecord& record, std::uint64_t number);
    void add(const ReachRecord& record, std::uint64_t number);
    void add(const TargetRecord& record, std::uint64_t number);
    void add(const CallRecord& record, std::uint64_t number);

    // What only some exports say of calls. In the part of the engine's module that comes later.
    ExtrasBuilder& extras();
    // A record that is handed over piece by piece.
    void count_record();

    // Numbers for what a history entry refers to. Past the limits: no_stage, no_person, and the file's report says so.
    StageNumber stage(std::string_view id, std::uint64_t number);
    PersonIndex person(std::string_view id, std::uint64_t number, const char* path);

    // Something read wrong in record `number`; `path` names the field.
    void report(base::ErrorCode code, std::uint64_t number, std::string_view path, std::string_view detail = {});
    std::uint64_t records() const;
    // What finishing will need at its peak, from what has been added.
    std::size_t peak_bytes() const;

    DataSet finish() &&;

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace model
