using System.Text.Json;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Server.Delegating.Tools;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Delegating.Tools;

/// <summary>What models write is read strictly, and what is wrong with it has a name.</summary>
public sealed class ActionReaderTests
{
    [Fact]
    public void Lines_are_counted_from_one_by_models_and_from_zero_by_us()
    {
        Assert.Equal(new AgentAction.Read("a.cs", new LineSpan(9, 20)), Read("read_file", """{"path":"a.cs","from":10,"to":20}"""));
        Assert.Equal(new AgentAction.Read("a.cs", null), Read("read_file", """{"path":"a.cs"}"""));
        Assert.Equal(new AgentAction.Read("a.cs", null), Read("read_file", """{"path":"a.cs","from":0,"to":0}"""));
        Assert.Equal(new AgentAction.Read("a.cs", new LineSpan(4, int.MaxValue)), Read("read_file", """{"path":"a.cs","from":5}"""));
    }

    [Fact]
    public void A_command_is_a_list_of_words_and_never_a_line_for_a_shell()
    {
        var run = Assert.IsType<AgentAction.Run>(Read("run", """{"command":["dotnet","test; rm -rf /"],"folder":"src"}"""));

        Assert.Equal(["dotnet", "test; rm -rf /"], run.Arguments);
        Assert.Equal("src", run.Folder);
        Assert.Contains("list of texts", Fault("run", """{"command":"dotnet test"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_edit_is_read()
    {
        var edit = Assert.IsType<AgentAction.Edit>(Read("edit", """
            {"edits":[
              {"kind":"member","path":"a.cs","symbol":"A.B","text":"int B;","search":""},
              {"kind":"replace","path":"a.cs","search":"x","text":"y"},
              {"kind":"whole","path":"a.cs","text":["one","two"]},
              {"kind":"create","path":"b.cs","text":"z\n"},
              {"kind":"rename","path":"a.cs","newPath":"c.cs"},
              {"kind":"delete","path":"a.cs"}]}
            """));

        Assert.Equal(
        [
            new EditBlock.Member("a.cs", "A.B", "int B;"), new EditBlock.Replace("a.cs", "x", "y"), new EditBlock.Whole("a.cs", "one\ntwo\n"),
            new EditBlock.Create("b.cs", "z\n"), new EditBlock.Rename("a.cs", "c.cs"), new EditBlock.Delete("a.cs"),
        ],
            edit.Blocks);
    }

    [Theory]
    [InlineData("launch", "{}", "There is no tool 'launch'")]
    [InlineData("read_file", "{}", "'path' is missing")]
    [InlineData("read_file", """{"path":7}""", "'path' has to be a text")]
    [InlineData("read_file", """{"path":"a","from":"one"}""", "'from' has to be a whole number")]
    [InlineData("read_file", """{"path":"a","from":-1}""", "'from' has to be a whole number")]
    [InlineData("read_file", """{"path":"a","from":9,"to":2}""", "'from' lies behind 'to'")]
    [InlineData("read_file", """{"path":"a","mode":"raw"}""", "no argument 'mode'")]
    [InlineData("search", """{"pattern":"a","regex":"yes"}""", "'regex' has to be true or false")]
    [InlineData("search", """{"pattern":""}""", "'pattern' is empty")]
    [InlineData("run", """{"command":[]}""", "has to name a program")]
    [InlineData("run", """{"command":["a",1]}""", "list of texts")]
    [InlineData("edit", """{"edits":[]}""", "'edits' is empty")]
    [InlineData("edit", """{"edits":[{"kind":"patch","path":"a"}]}""", "no kind 'patch'")]
    [InlineData("edit", """{"edits":[{"kind":"replace","path":"a","text":"b"}]}""", "'search' is missing")]
    [InlineData("edit", """{"edits":"all"}""", "list of objects")]
    [InlineData("finish", "[]", "one JSON object")]
    public void A8_what_is_wrong_with_a_call_has_a_name(string tool, string arguments, string fault) =>
        Assert.Contains(fault, Fault(tool, arguments), StringComparison.Ordinal);

    [Fact]
    public void Case_15_the_table_of_tools_is_fixed() => Golden.Verify(
        "tests/CodeAssist.Server.Tests/Delegating/Golden/tools.txt",
        string.Concat(ToolTable.All.Select(tool => $"{tool.Name} ({tool.Needs})\n  {tool.Description.ReplaceLineEndings("\n  ").Trim()}\n  {tool.Schema.GetRawText()}\n")));

    private static AgentAction Read(string tool, string arguments)
    {
        var (action, fault) = ActionReader.Read(tool, Json(arguments));
        Assert.Null(fault);
        return action!;
    }

    private static string Fault(string tool, string arguments)
    {
        var (action, fault) = ActionReader.Read(tool, Json(arguments));
        Assert.Null(action);
        return fault!;
    }

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
