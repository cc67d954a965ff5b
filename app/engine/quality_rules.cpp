#include "engine/quality_rules.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "base/limits.h"
#include "engine/dictionary.h"
#include "engine/starters.h"
#include "engine/strict_json.h"

namespace engine {
namespace {

using base::ErrorCode;
using metrics::QualityCondition;
using Json = StrictReading::Json;
using Kind = QualityCondition::Kind;

class SetReader {
public:
    explicit SetReader(StrictReading& reading) : reading_(reading) {}

    void read(const Json& root, const std::string& path, RuleBook& book) {
        if (!reading_.is_object(root, path, {"$schema", "language", "rules"})) return;
        set_.language = reading_.text(root, path, "language", base::limits::id_bytes, false);
        const Json* const list = reading_.member(root, path, "rules", true);
        if (!list || !reading_.is_list(*list, path_to(path, "rules"), base::limits::rules)) return;
        for (const Json& one : *list) {
            read_rule(one, path_to(path, "rules"));
            if (reading_.error()) return;
        }
        resolve(path_to(path, "rules"));
        if (reading_.error()) return;
        base::Result<metrics::Topics> made = metrics::Topics::make(views());
        if (!made) return reading_.fail(made.error().code, path, made.error().detail);
        set_.phrases = std::move(*made);
        std::vector<std::string> phrases;
        for (auto& one : lists_) std::move(one.begin(), one.end(), std::back_inserter(phrases));
        book.sets.push_back(std::move(set_));
        book.words.push_back(std::move(words_));
        book.phrases.push_back(std::move(phrases));
    }

private:
    StrictReading& reading_;
    metrics::QualitySet set_;
    std::vector<RuleWords> words_;
    std::vector<std::vector<std::string>> lists_;
    std::vector<std::pair<std::string, std::string>>
        named_;  // by a rule condition's number until it is resolved: id, path
    std::size_t conditions_ = 0, phrases_ = 0;

    std::vector<std::vector<std::string_view>> views() const {
        std::vector<std::vector<std::string_view>> out;
        for (const auto& one : lists_) out.emplace_back(one.begin(), one.end());
        return out;
    }

    template <class Enum>
    std::vector<Enum> words_in(const Json& object, const std::string& path, const char* key,
                               std::span<const std::string_view> names) {
        std::vector<Enum> out;
        for (const std::string& word : reading_.texts(object, path, key, names.size(), false)) {
            const auto found = model::find_word<Enum>(names, word);
            if (!found) reading_.fail(ErrorCode::unknown_word, path_to(path, key), word);
            if (found) out.push_back(*found);
        }
        return out;
    }

    void read_rule(const Json& in, const std::string& list) {
        const std::string place = list + "[" + std::to_string(words_.size() + 1) + "]";
        if (!reading_.is_object(in, place, {"id", "name", "weight", "critical", "applies", "when"})) return;
        const std::string id = reading_.text(in, place, "id", base::limits::id_bytes, true);
        const std::string path = list + "[" + id + "]";
        for (const RuleWords& known : words_)
            if (known.id == id) reading_.fail(ErrorCode::given_twice, list, id);
        auto [name_zh, name_en] = reading_.name(in, path, id);
        words_.push_back({id, std::move(name_zh), std::move(name_en)});
        metrics::QualityRule rule;
        constexpr double heaviest = 1'000;
        rule.weight = reading_.number(in, path, "weight", 0, heaviest).value_or(1);
        rule.critical = reading_.boolean(in, path, "critical");
        if (const Json* const applies = reading_.member(in, path, "applies", false))
            read_applies(*applies, path_to(path, "applies"), rule);
        if (const Json* const when = reading_.member(in, path, "when", true))
            rule.when = condition(*when, path_to(path, "when"), 1);
        set_.rules.push_back(std::move(rule));
    }

    void read_applies(const Json& in, const std::string& path, metrics::QualityRule& rule) {
        if (!reading_.is_object(in, path, {"role", "stage", "purpose", "channel", "direction", "if"})) return;
        rule.role = words_in<model::Role>(in, path, "role", model::role_names);
        rule.channel = words_in<model::Channel>(in, path, "channel", model::channel_names);
        rule.direction = words_in<model::Direction>(in, path, "direction", model::direction_names);
        rule.stage = reading_.texts(in, path, "stage", base::limits::stages, false);
        rule.purpose = reading_.texts(in, path, "purpose", base::limits::stages, false);
        if (const Json* const only_if = reading_.member(in, path, "if", false))
            rule.only_if = condition(*only_if, path_to(path, "if"), 1);
    }

    QualityCondition condition(const Json& in, const std::string& path, std::size_t depth) {
        QualityCondition out;
        if (depth > base::limits::rule_depth) reading_.fail(ErrorCode::json_depth, path);
        if (++conditions_ > base::limits::rule_conditions) reading_.fail(ErrorCode::too_many_records, path);
        if (!in.is_object()) reading_.fail(ErrorCode::wrong_type, path, in.type_name());
        if (reading_.error()) return out;
        if (in.contains("phrases")) {
            read_phrases(in, path, depth, out);
        } else if (in.contains("measure")) {
            read_measure(in, path, out);
        } else if (in.contains("rule")) {
            out.kind = Kind::rule;
            out.rule = static_cast<std::uint32_t>(named_.size());
            if (!reading_.is_object(in, path, {"rule"})) return out;
            named_.emplace_back(reading_.text(in, path, "rule", base::limits::id_bytes, true), path_to(path, "rule"));
        } else if (in.contains("not")) {
            out.kind = Kind::none;
            if (reading_.is_object(in, path, {"not"}))
                out.parts.push_back(condition(in["not"], path_to(path, "not"), depth + 1));
        } else {
            const bool any = in.contains("any");
            const char* const key = any ? "any" : "all";
            out.kind = any ? Kind::any : Kind::all;
            if (!reading_.is_object(in, path, {key})) return out;
            const Json* const parts = reading_.member(in, path, key, true);
            const std::string list = path_to(path, key);
            if (!parts || !reading_.is_list(*parts, list, base::limits::rule_conditions)) return out;
            if (parts->empty()) reading_.fail(ErrorCode::missing_field, list);
            for (const Json& part : *parts) {
                if (reading_.error()) return out;
                out.parts.push_back(
                    condition(part, list + "[" + std::to_string(out.parts.size() + 1) + "]", depth + 1));
            }
        }
        return out;
    }

    std::optional<std::uint32_t> milliseconds(const Json& in, const std::string& path, const char* key) {
        const auto seconds = reading_.number(in, path, key, 0, static_cast<double>(base::limits::call_s));
        if (!seconds) return std::nullopt;
        return static_cast<std::uint32_t>(std::lround(*seconds * 1000));
    }

    void read_phrases(const Json& in, const std::string& path, std::size_t depth, QualityCondition& out) {
        out.kind = Kind::phrases;
        if (!reading_.is_object(in, path, {"phrases", "by", "first_s", "last_s", "at_least", "after", "within_s"}))
            return;
        std::vector<std::string> phrases = reading_.texts(in, path, "phrases", base::limits::phrases - phrases_, true);
        phrases_ += phrases.size();
        if (phrases.empty()) reading_.fail(ErrorCode::missing_field, path_to(path, "phrases"));
        check_phrases(reading_, path_to(path, "phrases"), phrases);
        out.list = static_cast<std::uint32_t>(lists_.size());
        lists_.push_back(std::move(phrases));
        if (const std::string by = reading_.text(in, path, "by", base::limits::id_bytes, false); !by.empty()) {
            const auto found = model::find_word<metrics::SaidBy>(metrics::said_by_names, by);
            if (!found) reading_.fail(ErrorCode::unknown_word, path_to(path, "by"), by);
            out.by = found.value_or(metrics::SaidBy::anyone);
        }
        out.first_ms = milliseconds(in, path, "first_s");
        out.last_ms = milliseconds(in, path, "last_s");
        out.within_ms = milliseconds(in, path, "within_s");
        constexpr double most_often = 1'000;
        const double at_least = reading_.number(in, path, "at_least", 1, most_often).value_or(1);
        if (at_least != std::floor(at_least)) reading_.fail(ErrorCode::bad_number, path_to(path, "at_least"));
        out.at_least = static_cast<std::uint32_t>(at_least);
        const Json* const after = reading_.member(in, path, "after", out.within_ms.has_value());
        if (after && !reading_.error()) out.parts.push_back(condition(*after, path_to(path, "after"), depth + 1));
    }

    void read_measure(const Json& in, const std::string& path, QualityCondition& out) {
        out.kind = Kind::measure;
        if (!reading_.is_object(in, path, {"measure", "above", "below"})) return;
        const std::string name = reading_.text(in, path, "measure", base::limits::id_bytes, true);
        const auto found = model::find_word<metrics::CallMeasure>(metrics::call_measure_names, name);
        if (!found) return reading_.fail(ErrorCode::unknown_word, path_to(path, "measure"), name);
        constexpr double most = 1e9;
        out.measure = *found;
        out.above = reading_.number(in, path, "above", -most, most);
        out.below = reading_.number(in, path, "below", -most, most);
        if (!out.above && !out.below) reading_.fail(ErrorCode::missing_field, path_to(path, "above"));
    }

    // Names become numbers; what is named is gathered in `into`.
    void resolve(QualityCondition& condition, std::vector<std::uint32_t>& into) {
        for (QualityCondition& part : condition.parts) resolve(part, into);
        if (condition.kind != Kind::rule) return;
        const auto& [id, path] = named_[condition.rule];
        const auto found =
            std::find_if(words_.begin(), words_.end(), [&](const RuleWords& words) { return words.id == id; });
        if (found == words_.end()) return reading_.fail(ErrorCode::unknown_rule, path, id);
        condition.rule = static_cast<std::uint32_t>(found - words_.begin());
        into.push_back(condition.rule);
    }

    // Rules in an order in which every one stands behind those that it names.
    void resolve(const std::string& path) {
        std::vector<std::vector<std::uint32_t>> names(set_.rules.size());
        for (std::size_t i = 0; i < set_.rules.size(); ++i) {
            resolve(set_.rules[i].when, names[i]);
            std::vector<std::uint32_t> unused;  // whether a rule applies is asked when all are answered
            if (set_.rules[i].only_if) resolve(*set_.rules[i].only_if, unused);
        }
        std::vector<bool> placed(set_.rules.size());
        for (bool more = true; more && !reading_.error();) {
            more = false;
            for (std::uint32_t i = 0; i < names.size(); ++i) {
                if (placed[i] ||
                    !std::all_of(names[i].begin(), names[i].end(), [&](auto named) { return placed[named]; }))
                    continue;
                placed[i] = more = true;
                set_.order.push_back(i);
            }
        }
        const auto circle = std::find(placed.begin(), placed.end(), false);
        if (circle != placed.end())
            reading_.fail(ErrorCode::rule_cycle, path, words_[static_cast<std::size_t>(circle - placed.begin())].id);
    }
};

}  // namespace

base::Result<RuleBook> read_rules(std::string_view json) {
    StrictReading reading;
    RuleBook book;
    const Json root = reading.parse(json, base::limits::rules_bytes);
    if (!reading.error() && root.is_array()) {
        std::set<std::string> languages;
        if (reading.is_list(root, "", base::limits::rule_sets))
            for (const Json& one : root) {
                SetReader(reading).read(one, "[" + std::to_string(book.sets.size() + 1) + "]", book);
                if (reading.error()) break;
                if (!languages.insert(book.sets.back().language).second)
                    reading.fail(ErrorCode::given_twice, "language", book.sets.back().language);
            }
    } else if (!reading.error()) {
        SetReader(reading).read(root, "", book);
    }
    if (reading.error()) return *reading.error();
    return book;
}

std::string starter_rules_json() {
    std::string out;
    for (const std::string_view set : starter_rules) out += (out.empty() ? "[" : ",") + std::string(set);
    return out + "]";
}

}  // namespace engine
