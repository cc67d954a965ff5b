#include "ui/semantic.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/utf8.h"

namespace ui {
namespace {

// Half pixels are enough to place an element, and keep the text short.
void number(std::string& out, float value) {
    char digits[24];
    const long halves = std::lround(value * 2);
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, halves / 2);
    if (error == std::errc{}) {
        if (halves == -1) out += '-';
        out.append(digits, end);
    }
    if (halves % 2 != 0) out += ".5";
}

void escaped(std::string& out, std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void text_field(std::string& out, std::string_view key, std::string_view text) {
    if (text.empty()) return;
    out += ",\"";
    out += key;
    out += "\":";
    // Data are checked when they are read; what a reader typed is checked here.
    escaped(out, base::utf8_valid(text) ? text : std::string_view("\xEF\xBF\xBD"));
}

void number_field(std::string& out, std::string_view key, float value) {
    if (value == 0) return;
    out += ",\"";
    out += key;
    out += "\":";
    number(out, value);
}

void flag(std::string& out, std::string_view key, bool on) {
    if (!on) return;
    out += ",\"";
    out += key;
    out += "\":true";
}

void node_json(std::string& out, const SemanticNode& node) {
    out += "{\"id\":";
    escaped(out, node.id);
    out += ",\"role\":\"";
    out += role_name(node.role);
    out += '"';
    text_field(out, "name", node.name);
    text_field(out, "value", node.value);
    text_field(out, "description", node.description);
    number_field(out, "x", node.bounds.x);
    number_field(out, "y", node.bounds.y);
    number_field(out, "w", node.bounds.w);
    number_field(out, "h", node.bounds.h);
    number_field(out, "parent", static_cast<float>(node.parent));
    number_field(out, "level", node.level);
    number_field(out, "at", node.at);
    number_field(out, "last", node.last);
    flag(out, "disabled", node.disabled);
    flag(out, "selected", node.selected);
    flag(out, "toggle", node.toggle);
    flag(out, "expanded", node.expanded);
    flag(out, "expandable", node.expandable);
    flag(out, "checked", node.checked);
    flag(out, "focus", node.focus);
    out += '}';
}

}  // namespace

const char* role_name(SemanticRole role) {
    static constexpr const char* names[] = {
        "banner",   "navigation",   "main",      "region",      "dialog",  "group", "heading",  "text",
        "status",   "alert",        "figure",    "progressbar", "button",  "link",  "tab",      "tablist",
        "checkbox", "option",       "listbox",   "searchbox",   "textbox", "list",  "listitem", "table",
        "row",      "columnheader", "rowheader", "cell",        "slider",
    };
    static_assert(std::size(names) == static_cast<std::size_t>(SemanticRole::slider) + 1);
    return names[static_cast<std::size_t>(role)];
}

std::string SemanticTree::json(std::span<const SemanticNode> before) const {
    const auto same_place = [](const SemanticNode& a, const SemanticNode& b) {
        return a.role == b.role && a.parent == b.parent && a.level == b.level && a.id == b.id;
    };
    if (std::equal(nodes.begin(), nodes.end(), before.begin(), before.end(), same_place)) {
        std::string out = "{\"changed\":[";
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i] == before[i]) continue;
            out += out.back() == '[' ? "[" : ",[";
            number(out, static_cast<float>(i));
            out += ',';
            node_json(out, nodes[i]);
            out += ']';
        }
        return out + "]}";
    }
    std::string out = "{\"nodes\":[";
    out.reserve(nodes.size() * 120 + 16);
    for (const SemanticNode& node : nodes) {
        if (&node != nodes.data()) out += ',';
        node_json(out, node);
    }
    out += "]}";
    return out;
}

}  // namespace ui
