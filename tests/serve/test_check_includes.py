"""The include checker sees what it is there to see."""

import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from check_includes import faults  # noqa: E402


class CheckIncludes(unittest.TestCase):
    def count(self, name, text):
        return len(list(faults(name, text)))

    def test_arrows(self):
        self.assertEqual(self.count("model/deal.h", '#include "base/result.h"\n#include "model/call.h"\n#include <vector>\n'), 0)
        self.assertEqual(self.count("base/result.h", '#include "model/deal.h"\n'), 1)
        self.assertEqual(self.count("charts/funnel.cpp", '#include "ui/shell.h"\n  #  include "metrics/ledger.h"\n'), 2)
        self.assertEqual(self.count("screens/roles.cpp", '#include "platform/window.h"\n'), 1)
        self.assertEqual(self.count("other/new.h", ""), 1)

    def test_the_mains_look_anywhere(self):
        self.assertEqual(self.count("page_main.cpp", '#include "platform/window.h"\n#include <emscripten.h>\n__EMSCRIPTEN__\n'), 0)

    def test_json_and_the_browser_have_their_places(self):
        for text in ("#include <nlohmann/json.hpp>\n", '#include "imgui.h"\n', "#include <SDL.h>\n", "#include <GLES3/gl3.h>\n"):
            self.assertEqual(self.count("metrics/ledger.cpp", text), 1, text)
        self.assertEqual(self.count("engine/codec.cpp", "#include <nlohmann/json.hpp>\n"), 0)
        self.assertEqual(self.count("platform/window.cpp", "#include <SDL.h>\n#include <GLES3/gl3.h>\n"), 0)
        for text in ("#ifdef __EMSCRIPTEN__\n", "EMSCRIPTEN_KEEPALIVE void f();\n", "EM_JS(int, f, (), { return 1; })\n"):
            self.assertEqual(self.count("ui/shell.cpp", text), 1, text)
            self.assertEqual(self.count("platform/window.cpp", text), 0, text)

    def test_heavy_headers_are_seen_everywhere(self):
        for header in ("iostream", "sstream", "regex", "format"):
            self.assertEqual(self.count("base/money.cpp", f"#include <{header}>\n"), 1, header)
        self.assertEqual(self.count("cli_main.cpp", "#include <iostream>\n"), 1)
        self.assertEqual(list(faults("ui/a.cpp", "\n\n#include <regex>\n"))[0].split(" ")[0], "ui/a.cpp:3:")


if __name__ == "__main__":
    unittest.main()
