"""Data that go from a module's first part into its later one."""

import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "cmake"))

import split_wasm  # noqa: E402

HEADER = b"\0asm\1\0\0\0"


def section(kind, body):
    return bytes([kind]) + split_wasm.leb(len(body)) + body


def segment(place, data):
    return b"\0\x41" + split_wasm.leb(place) + b"\x0b" + split_wasm.leb(len(data)) + data


def module(*segments, count=False):
    data = section(11, split_wasm.leb(len(segments)) + b"".join(segments)) if segments else b""
    counted = section(12, split_wasm.leb(len(segments))) if count else b""
    return HEADER + section(1, b"\0") + counted + section(10, b"\0") + data + section(0, b"\4name")


class MoveData(unittest.TestCase):
    def test_only_what_is_marked_moves(self):
        usual, marked = segment(8, b"usual"), segment(40, split_wasm.LATER_DATA + b"x" * 300)
        first, later = split_wasm.move_data(module(usual, marked, count=True), module())
        self.assertEqual(first, module(usual, count=True))
        self.assertEqual(later, module(marked))

    def test_the_later_part_keeps_its_own(self):
        own, marked = segment(8, b"own"), segment(40, split_wasm.LATER_DATA)
        _, later = split_wasm.move_data(module(marked), module(own))
        self.assertEqual(later, module(own, marked))

    def test_without_any_nothing_changes(self):
        self.assertIsNone(split_wasm.move_data(module(segment(8, b"usual")), module()))


if __name__ == "__main__":
    unittest.main()
