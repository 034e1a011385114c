using System.Collections.Immutable;
using CodeAssist.Lsp.Dispatch;

namespace CodeAssist.Lsp.Tests;

/// <summary>A session as small as can be: documents by uri, and what was lost.</summary>
internal sealed class Notebook : ISession<ImmutableDictionary<string, string>>
{
    private volatile ImmutableDictionary<string, string> _pages = ImmutableDictionary<string, string>.Empty;

    public ImmutableDictionary<string, string> Pages
    {
        get => _pages;
        set => _pages = value;
    }

    public List<LostMessage> Lost { get; } = [];

    public ImmutableDictionary<string, string> TakeSnapshot() => Pages;

    public void MessageLost(LostMessage message)
    {
        Lost.Add(message);
        Pages = Pages.SetItem("lost", $"{message.Method}|{message.DocumentUri}|{message.Reason}");
    }
}
