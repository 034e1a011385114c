using CodeAssist.Core.Text;
using CodeAssist.Server.Features.InlineCompletion;
using CodeAssist.Server.Session;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Tests.Features.InlineCompletion;

/// <summary>When the compiler is loaded ahead of the first suggestion.</summary>
public sealed class FirstDocumentTests
{
    private readonly FirstDocument _first;
    private readonly ServerSession _session;
    private int _begun;

    public FirstDocumentTests()
    {
        _first = new FirstDocument(() => _begun++);
        _session = new ServerSession(CodeAssistSettings.Default, _first.Follow);
    }

    [Fact]
    public void The_compiler_is_loaded_once_a_file_of_its_language_is_open_and_only_once()
    {
        Open("notes.md", "markdown");
        var before = _begun;
        Open("Till.cs", Languages.CSharp);
        Open("Cart.cs", Languages.CSharp);

        Assert.Equal((0, 1), (before, _begun));
    }

    [Fact]
    public void Who_wants_no_suggestions_has_no_compiler_loaded_before_they_do()
    {
        _session.Settings = CodeAssistSettings.Default with { CompletionEnabled = false };
        Open("Till.cs", Languages.CSharp);
        var before = _begun;
        _session.Settings = CodeAssistSettings.Default;

        Assert.Equal((0, 1), (before, _begun));
    }

    private void Open(string name, string language) =>
        _session.Documents = _session.Documents.With($"file:///shop/{name}", new OpenDocument.Known(DocumentSnapshot.Open($"file:///shop/{name}", language, 1, "")));
}
