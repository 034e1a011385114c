using CodeAssist.Context.CSharp.Analyzers;
using CodeAssist.Context.Fixes;
using CodeAssist.Context.Tests.CSharp.Analyzers;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Tests.Fixes;

/// <summary>R9: a fix that leaves the file worse than it was is not offered.</summary>
public sealed class FixCheckTests
{
    private const string CSharp = "class C\n{\n    int M() { return 1; }\n}\n";

    [Theory]
    [InlineData("a.cs", "csharp", CSharp, "return 1;", "return 2;")]
    [InlineData("a.cs", "csharp", "class C { int x = ; }", "C", "D")]
    [InlineData("a.js", "javascript", "run([1, 2]);\n", "[1, 2]", "[]")]
    [InlineData("a.js", "javascript", "run([1, 2);\n", "2", "2]")]
    [InlineData("a.md", "markdown", "A list :)\n", "list", "list (")]
    public void R9_a_fix_that_harms_nothing_is_fine(string path, string language, string text, string old, string replacement) => Assert.Null(Objection(path, language, text, old, replacement));

    [Theory]
    [InlineData("a.cs", "csharp", CSharp, "return 1;", "return 1")]
    [InlineData("a.cs", "csharp", CSharp, "return 1;", "if (true) {")]
    [InlineData("a.cs", "csharp", "class C { int x = ; }", "C {", "C { int y = ;")]
    public void R9_a_fix_that_adds_an_error_is_objected_to(string path, string language, string text, string old, string replacement) =>
        Assert.StartsWith("It adds an error: CS", Objection(path, language, text, old, replacement), StringComparison.Ordinal);

    [Fact]
    public void R9_a_fix_that_changes_nothing_is_objected_to() => Assert.Equal("It changes nothing.", Objection("a.cs", "csharp", CSharp, "return 1;", "return 1;"));

    [Theory]
    [InlineData("run(1);\n", "1", "(1")]
    [InlineData("run(1);\n", ")", "]")]
    [InlineData("run('a');\n", "'a'", "/* a")]
    public void R9_a_fix_that_opens_what_nothing_closes_is_objected_to(string text, string old, string replacement) =>
        Assert.Equal("It leaves a bracket without its partner.", Objection("a.js", "javascript", text, old, replacement));

    [Fact]
    public void R9_edits_outside_the_file_or_across_each_other_are_objected_to()
    {
        var document = DocumentSnapshot.Open("a.js", "javascript", 0, "run();\nstop();\n");

        Assert.NotNull(new FixCheck().Objection(document, new Fix("x", [new FixEdit(Range(9, 0, 9, 1), "x")])));
        Assert.NotNull(new FixCheck().Objection(document, new Fix("x", [new FixEdit(Range(0, 0, 0, 99), "x")])));
        Assert.NotNull(new FixCheck().Objection(document, new Fix("x", [new FixEdit(Range(1, 0, 0, 0), "x")])));
        Assert.NotNull(new FixCheck().Objection(document, new Fix("x", [new FixEdit(Range(0, 0, 0, 4), "x"), new FixEdit(Range(0, 2, 0, 5), "y")])));
        Assert.Null(new FixCheck().Objection(document, new Fix("x", [new FixEdit(Range(0, 0, 0, 3), "go"), new FixEdit(Range(1, 0, 1, 4), "end")])));
    }

    [Theory]
    [InlineData("text.Length", "text?.Length ?? 0", null)]
    [InlineData("text.Length", "text.Size", "It adds CS1061, ")]
    [InlineData("text.Length", "text", "It adds CS0029, ")]
    [InlineData("return text.Length;", "int unused = 1; return text.Length;", "It adds CS0219, ")]
    [InlineData("string? text", "string text", null)]
    public async Task R9_what_shows_only_where_types_are_known_is_objected_to_where_the_project_is_restored(string old, string replacement, string? objection)
    {
        using var folder = new RestoredFolder();
        folder.Project("A");

        Assert.StartsWith(objection ?? "nothing", await ObjectionAsync(folder, old, replacement) ?? "nothing", StringComparison.Ordinal);
    }

    [Fact]
    public async Task R9_where_types_are_not_known_the_text_alone_decides()
    {
        using var folder = new RestoredFolder();

        Assert.Null(await ObjectionAsync(folder, "text.Length", "text.Size"));
        Assert.NotNull(await ObjectionAsync(folder, "text.Length", "text.("));
    }

    [Theory]
    [InlineData("<Nullable>enable</Nullable><NoWarn>$(NoWarn);CS0219</NoWarn>", "")]
    [InlineData("<Nullable>enable</Nullable>", "[*.cs]\ndotnet_diagnostic.CS0219.severity = none\n")]
    public async Task R9_a_warning_that_the_repository_does_not_want_to_hear_of_is_none(string properties, string config)
    {
        using var folder = new RestoredFolder();
        folder.Project("A", properties);
        folder.Write(".editorconfig", config);

        Assert.Null(await ObjectionAsync(folder, "return text.Length;", "int unused = 1; return text.Length;"));
    }

    [Theory]
    [InlineData("text.Size", "It adds CS1061, ")]
    [InlineData("text?.Length ?? 0", "nothing")]
    public async Task A_fix_of_an_open_file_is_compiled_with_what_is_typed_and_not_saved(string replacement, string said)
    {
        const string Typed = "namespace A;\n\npublic class C\n{\n    public int Typed(string? text) => text.Length;\n}\n";
        using var folder = new RestoredFolder();
        folder.Project("A");
        folder.Write("A/C.cs", "namespace A;\n");
        var file = ChangedFile.AsItStands("A/C.cs", DocumentSnapshot.Open("A/C.cs", "csharp", 0, Typed));
        var at = Typed.IndexOf("text.Length", StringComparison.Ordinal);
        var fix = new Fix("Fix", [new FixEdit(new TextRange(file.New!.PositionAt(at), file.New.PositionAt(at + "text.Length".Length)), replacement)]);

        var objection = await FixCheck.OfFilesAsTheyStand().ObjectionAsync(new ChangeSet(folder.Root, "open", [file]), file, fix, TestContext.Current.CancellationToken);

        Assert.StartsWith(said, objection ?? "nothing", StringComparison.Ordinal);
    }

    private static async Task<string?> ObjectionAsync(RestoredFolder folder, string old, string replacement)
    {
        const string Text = "namespace A;\n\npublic class C\n{\n    public int Length(string? text)\n    {\n        return text.Length;\n    }\n}\n";
        var file = folder.Change("A/C.cs", Text.Replace("text.Length", "0", StringComparison.Ordinal), Text);
        var at = Text.IndexOf(old, StringComparison.Ordinal);
        var fix = new Fix("Fix", [new FixEdit(new TextRange(file.New!.PositionAt(at), file.New.PositionAt(at + old.Length)), replacement)]);
        var check = new FixCheck(new CompiledProjects(folder.Root, new ReferencedAssemblies()));
        return await check.ObjectionAsync(folder.Changes(), file, fix, TestContext.Current.CancellationToken);
    }

    private static string? Objection(string path, string language, string text, string old, string replacement)
    {
        var document = DocumentSnapshot.Open(path, language, 0, text);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return new FixCheck().Objection(document, new Fix("Fix", [new FixEdit(new TextRange(document.PositionAt(at), document.PositionAt(at + old.Length)), replacement)]));
    }

    private static TextRange Range(int line, int character, int endLine, int endCharacter) => new(new(line, character), new(endLine, endCharacter));
}
