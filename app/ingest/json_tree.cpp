#include "ingest/json_tree.h"

#include "base/money.h"

namespace ingest {

void JsonTree::clear() {
    items_.clear();
    open_.clear();
    bytes_.clear();
    depth_ = 0;
    too_large_ = false;
}

bool JsonTree::take(Token token, std::string_view text) {
    const bool begins = token == Token::begin_object || token == Token::begin_array;
    const bool ends = token == Token::end_object || token == Token::end_array;
    if (begins) ++depth_;
    if (ends) --depth_;
    too_large_ |= bytes_.size() + text.size() + items_.size() * sizeof(Item) > limit_;
    if (too_large_) return depth_ != 0 || token == Token::key;
    const auto kept = [&] {
        const auto at = static_cast<std::uint32_t>(bytes_.size());
        bytes_.append(text);
        return at;
    };
    if (token == Token::key) {
        key_at_ = kept();
        key_size_ = static_cast<std::uint32_t>(text.size());
        return true;
    }
    if (ends) {
        open_.pop_back();
        return depth_ != 0;
    }
    const auto at = static_cast<std::uint32_t>(items_.size());
    Item item;
    item.kind = token;
    if (!open_.empty() && items_[open_.back().item].kind == Token::begin_object) {
        item.key_at = key_at_;
        item.key_size = key_size_;
    }
    item.text_at = kept();
    item.text_size = static_cast<std::uint32_t>(text.size());
    items_.push_back(item);
    if (!open_.empty()) {
        Open& parent = open_.back();
        (parent.last == none ? items_[parent.item].first : items_[parent.last].next) = at;
        parent.last = at;
    }
    if (begins) open_.push_back({at, none});
    return depth_ != 0;
}

JsonNode::JsonNode(const JsonTree* tree, std::uint32_t at)
    : tree_(tree->items_[at].kind == Token::null ? nullptr : tree), at_(at) {}

bool JsonNode::is_object() const { return tree_ && tree_->items_[at_].kind == Token::begin_object; }
bool JsonNode::is_array() const { return tree_ && tree_->items_[at_].kind == Token::begin_array; }

JsonNode JsonNode::operator[](std::string_view key) const {
    if (!is_object()) return {};
    for (std::uint32_t at = tree_->items_[at_].first; at != JsonTree::none; at = tree_->items_[at].next)
        if (tree_->bytes(tree_->items_[at].key_at, tree_->items_[at].key_size) == key) return {tree_, at};
    return {};
}

std::optional<std::string_view> JsonNode::text() const {
    if (!tree_) return std::nullopt;
    const JsonTree::Item& item = tree_->items_[at_];
    if (item.kind != Token::string && item.kind != Token::number) return std::nullopt;
    return tree_->bytes(item.text_at, item.text_size);
}

std::optional<double> JsonNode::number() const {
    constexpr int digits = 6;
    constexpr double scale = 1e6;
    const auto written = text();
    const auto millionths = written ? base::parse_money(*written, digits) : std::nullopt;
    return millionths ? std::optional(static_cast<double>(*millionths) / scale) : std::nullopt;
}

bool JsonNode::flag() const { return tree_ && (tree_->items_[at_].kind == Token::yes || word() == "true"); }

std::string_view JsonNode::key() const {
    return tree_ ? tree_->bytes(tree_->items_[at_].key_at, tree_->items_[at_].key_size) : std::string_view();
}

JsonNode::Iterator& JsonNode::Iterator::operator++() {
    at_ = tree_->items_[at_].next;
    return *this;
}

JsonNode::Iterator JsonNode::begin() const {
    return {tree_, is_array() || is_object() ? tree_->items_[at_].first : JsonTree::none};
}
JsonNode::Iterator JsonNode::end() const { return {tree_, JsonTree::none}; }

std::size_t JsonNode::size() const {
    std::size_t count = 0;
    for (auto at = begin(); at != end(); ++at) ++count;
    return count;
}

}  // namespace ingest
