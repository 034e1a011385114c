using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.Core.Agent.Models;
using static CodeAssist.Server.Delegating.Tools.SchemaText;

namespace CodeAssist.Server.Delegating.Tools;

/// <summary>Every tool that a model has in a task. Fixed: nothing of a workspace, of a model or of a setting adds to it or words it otherwise.</summary>
internal static class ToolTable
{
    public const string Finish = "finish";

    private const int PathLetters = 200;
    private const int NameLetters = 200;
    private const int AnswerLetters = 1_000;
    private const int LineLetters = 200;
    private const int MostLines = 200;
    private const int MostBlocks = 4;
    private const int MostArguments = 20;

    public static IReadOnlyList<AgentTool> All { get; } =
    [
        Looks(
            "read_file",
            "Shows a file, or some lines of it. Long files are shown in part: ask for the lines that matter.",
            [("path", Text("Relative to the root, with forward slashes."), true), ("from", Integer("First line, from 1."), false), ("to", Integer("Last line."), false)],
            [("path", Bounded(PathLetters), true), ("from", Number(), true), ("to", Number(), true)]),
        Looks(
            "list_files",
            "Lists files and folders in a folder.",
            [("folder", Text("Relative to the root; empty for the root."), false)],
            [("folder", Bounded(PathLetters), true)]),
        Looks(
            "search",
            "Finds lines that hold a text, or match a regular expression.",
            [("pattern", Text("What is looked for."), true), ("regex", Boolean("Whether it is a regular expression."), false), ("folder", Text("Where; empty for everywhere."), false)],
            [("pattern", Bounded(NameLetters), true), ("regex", Truth(), true), ("folder", Bounded(PathLetters), true)]),
        Looks("outline", "Lists the members of a file with their lines.", [("path", Text("The file."), true)], [("path", Bounded(PathLetters), true)]),
        Looks(
            "references", "Finds where a symbol is used.", [("symbol", Text("Its name, such as Cart.Add."), true)], [("symbol", Bounded(NameLetters), true)]),
        Looks(
            "diagnostics",
            "Shows what the compiler says of a file, or of all that you have changed.",
            [("path", Text("The file; left out for all that you have changed."), false)],
            [("path", Bounded(PathLetters), true)]),
        Looks(
            "git",
            "Asks Git what it knows: status, diff, log, show, blame, ls-files. It changes nothing.",
            [("verb", Text("Such as log."), true), ("arguments", Texts("After the verb."), false)],
            [("verb", Bounded(20), true), ("arguments", BoundedTexts(MostArguments, NameLetters), true)]),
        new(
            "edit",
            """
            Changes files: all of the edits or none. Kinds: "member" replaces a whole member of a C# file, named by its symbol, with text; "replace" replaces the lines in search, which must stand in the
            file exactly once, with text; "whole" replaces a whole file of at most 200 lines; "create" makes a new file; "rename" gives a file the name newPath; "delete" removes one.
            """,
            ToolOffer.Acting,
            Element(Object(("edits", new JsonObject { ["type"] = "array", ["items"] = NativeEdit() }, true))),
            Form("edit", ("edits", List(AnyOf(FormEdits()), least: 1, MostBlocks), true))),
        new(
            "run",
            "Runs a program with arguments. There is no shell: no pipes, no redirection, one program. The user may have to allow it.",
            ToolOffer.Acting,
            Element(Object(
                ("command", Texts("The program and its arguments, each a text of its own."), true),
                ("folder", Text("Where it starts; empty for the root."), false),
                ("network", Boolean("Whether it cannot work without the network, such as a restore of packages. Always asks the user."), false))),
            Form("run", ("command", List(Bounded(NameLetters), least: 1, MostArguments), true), ("folder", Bounded(PathLetters), true), ("network", Truth(), true))),
        Looks(
            "ask_user",
            "Asks the user what you cannot find out and must know.",
            [("question", Text("One question."), true)],
            [("question", Bounded(AnswerLetters), true)],
            ToolOffer.Asking),
        Looks(
            "find_out",
            "Has a small model of this machine look for something in the repository, which costs nothing: where something is, what is used where, how something is called. Ask one precise question. Check what it says before you build on it.",
            [("question", Text("What is to be found out."), true)],
            [("question", Bounded(AnswerLetters), true)],
            ToolOffer.Sending),
        Looks(
            Finish,
            "Ends the task: the goal is reached, or cannot be.",
            [("summary", Text("What you did and what is left, in a few sentences."), true)],
            [("summary", Bounded(AnswerLetters), true)]),
    ];

    /// <summary>Every tool at once.</summary>
    public const ToolOffer Everything = ToolOffer.Acting | ToolOffer.Asking | ToolOffer.Sending;

    public static IEnumerable<AgentTool> Offered(ToolOffer offer) => All.Where(tool => offer.HasFlag(tool.Needs));

    private static AgentTool Looks(string name, string description, (string, JsonNode, bool)[] arguments, (string, JsonNode, bool)[] form, ToolOffer needs = ToolOffer.Looking) =>
        new(name, description, needs, Element(Object(arguments)), Form(name, form));

    private static JsonObject NativeEdit() => Object(
        ("kind", Choice("How it changes the file.", "member", "replace", "whole", "create", "rename", "delete"), true),
        ("path", Text("The file, relative to the root."), true),
        ("symbol", Text("Of kind member: the member, such as Shop.Cart.Add(Item)."), false),
        ("search", Text("Of kind replace: whole lines, exactly as they stand in the file."), false),
        ("text", Text("What stands there afterwards."), false),
        ("newPath", Text("Of kind rename."), false));

    private static IEnumerable<JsonObject> FormEdits() =>
    [
        FormEdit("member", ("symbol", Bounded(NameLetters), true), ("text", Lines(), true)),
        FormEdit("replace", ("search", Lines(), true), ("text", Lines(), true)),
        FormEdit("whole", ("text", Lines(), true)),
        FormEdit("create", ("text", Lines(), true)),
        FormEdit("rename", ("newPath", Bounded(PathLetters), true)),
        FormEdit("delete"),
    ];

    private static JsonObject FormEdit(string kind, params (string, JsonNode, bool)[] members) =>
        Object([("kind", Constant(kind), true), ("path", Bounded(PathLetters), true), .. members]);

    // Line by line: a grammar that counts the letters of a whole file would take longer to read than the answer.
    private static JsonObject Lines() => List(Bounded(LineLetters), least: 0, MostLines);

    private static string Form(string name, params (string, JsonNode, bool)[] members) => Object([("tool", Constant(name), true), .. members]).ToJsonString();

    private static JsonElement Element(JsonObject schema)
    {
        using var document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }
}
