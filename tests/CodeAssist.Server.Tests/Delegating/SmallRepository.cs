namespace CodeAssist.Server.Tests.Delegating;

/// <summary>A repository of a few lines with a test that fails, and what somebody who knows his trade does about it.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Check">The command that fails before, and does not afterwards.</param>
/// <param name="Files">Everything in it.</param>
/// <param name="Steps">Calls of tools up to the end, each with its arguments as JSON; the form of lines is good for every protocol.</param>
internal sealed record SmallRepository(string Name, string Check, IReadOnlyDictionary<string, string> Files, IReadOnlyList<(string Tool, string Arguments)> Steps)
{
    private const string Node = "node --test";
    private const string Python = "python3 -m unittest -q";

    private static (string, string) Finish { get; } = ("finish", """{"summary":"It passes now."}""");

    public static IReadOnlyList<SmallRepository> All { get; } =
    [
        new(
            "a wrong sign",
            Node,
            Of(("sum.mjs", "export function sum(a, b) {\n  return a - b;\n}\n"), ("sum.test.mjs", Test("sum", "sum(2, 3)", "5"))),
            [
                ("read_file", """{"path":"sum.mjs","from":0,"to":0}"""),
                ("edit", """{"edits":[{"kind":"replace","path":"sum.mjs","search":["  return a - b;"],"text":["  return a + b;"]}]}"""),
                Finish,
            ]),
        new(
            "a whole file that is easier written anew",
            Node,
            Of(("greet.mjs", "export function greet(name) {\n  return 'Hullo'\n}\n"), ("greet.test.mjs", Test("greet", "greet('Ada')", "'Hello, Ada!'"))),
            [("read_file", """{"path":"greet.mjs","from":0,"to":0}"""), ("edit", """{"edits":[{"kind":"whole","path":"greet.mjs","text":["export function greet(name) {","  return `Hello, ${name}!`;","}"]}]}"""), Finish]),
        new(
            "a module that is missing",
            Node,
            Of(("double.test.mjs", Test("double", "double(4)", "8"))),
            [
                ("search", """{"pattern":"double","regex":false,"folder":""}"""),
                ("edit", """{"edits":[{"kind":"create","path":"double.mjs","text":["export const double = (number) => 2 * number;"]}]}"""),
                Finish,
            ]),
        new(
            "a module under another name",
            Node,
            Of(("tripple.mjs", "export const triple = (number) => 3 * number;\n"), ("triple.test.mjs", Test("triple", "triple(4)", "12"))),
            [("list_files", """{"folder":""}"""), ("edit", """{"edits":[{"kind":"rename","path":"tripple.mjs","newPath":"triple.mjs"}]}"""), Finish]),
        new(
            "two files in one edit",
            Node,
            Of(
                ("price.mjs", "import { tax } from './tax.mjs';\nexport const price = (net) => net * tax;\n"),
                ("tax.mjs", "export const tax = 19;\n"),
                ("price.test.mjs", Test("price", "price(100)", "119"))),
            [
                ("edit", """{"edits":[{"kind":"replace","path":"tax.mjs","search":["export const tax = 19;"],"text":["export const tax = 0.19;"]},{"kind":"replace","path":"price.mjs","search":["export const price = (net) => net * tax;"],"text":["export const price = (net) => net * (1 + tax);"]}]}"""),
                Finish,
            ]),
        new(
            "a first try that makes it worse",
            Node,
            Of(("half.mjs", "export const half = (number) => number;\n"), ("half.test.mjs", Test("half", "half(4)", "2"))),
            [
                ("read_file", """{"path":"half.mjs","from":0,"to":0}"""),
                ("edit", """{"edits":[{"kind":"whole","path":"half.mjs","text":["export const half = (number => number / 2;"]}]}"""),
                Finish,
                ("edit", """{"edits":[{"kind":"whole","path":"half.mjs","text":["export const half = (number) => number / 2;"]}]}"""),
                Finish,
            ]),
        new(
            "an edit that does not fit at first",
            Node,
            Of(("square.mjs", "export function square(number) {\n  return number;\n}\n"), ("square.test.mjs", Test("square", "square(3)", "9"))),
            [
                ("edit", """{"edits":[{"kind":"replace","path":"square.mjs","search":["  return the number;"],"text":["  return number * number;"]}]}"""),
                ("read_file", """{"path":"square.mjs","from":1,"to":3}"""),
                ("edit", """{"edits":[{"kind":"replace","path":"square.mjs","search":["  return number;"],"text":["  return number * number;"]}]}"""),
                Finish,
            ]),
        new(
            "a file in the way",
            Node,
            Of(
                ("one.mjs", "export const one = 1;\n"), ("one.test.mjs", Test("one", "one", "1")),
                ("old.test.mjs", "import { two } from './two.mjs';\n\nif (two !== 2) throw new Error('two');\n")),
            [("edit", """{"edits":[{"kind":"delete","path":"old.test.mjs"}]}"""), Finish]),
        new(
            "an off-by-one in Python",
            Python,
            Of(
                ("last.py", "def last(items):\n    return items[len(items)]\n"),
                ("test_last.py", "import unittest\nfrom last import last\n\n\nclass LastTest(unittest.TestCase):\n    def test_last(self):\n        self.assertEqual(last([1, 2]), 2)\n")),
            [
                ("outline", """{"path":"last.py"}"""),
                ("edit", """{"edits":[{"kind":"replace","path":"last.py","search":["    return items[len(items)]"],"text":["    return items[-1]"]}]}"""),
                Finish,
            ]),
        new(
            "a class in Python that lacks a method",
            Python,
            Of(
                ("cart.py", "class Cart:\n    def __init__(self):\n        self.items = []\n"),
                ("test_cart.py", "import unittest\nfrom cart import Cart\n\n\nclass CartTest(unittest.TestCase):\n    def test_add(self):\n        cart = Cart()\n        cart.add(3)\n        self.assertEqual(cart.items, [3])\n")),
            [
                ("edit", """{"edits":[{"kind":"replace","path":"cart.py","search":["        self.items = []"],"text":["        self.items = []","","    def add(self, item):","        self.items.append(item)"]}]}"""),
                Finish,
            ]),
    ];

    public override string ToString() => Name;

    private static Dictionary<string, string> Of(params (string Path, string Text)[] files) => files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);

    private static string Test(string name, string call, string expected) =>
        $"import assert from 'node:assert';\nimport test from 'node:test';\nimport {{ {name} }} from './{name}.mjs';\n\ntest('{name}', () => assert.strictEqual({call}, {expected}));\n";
}
