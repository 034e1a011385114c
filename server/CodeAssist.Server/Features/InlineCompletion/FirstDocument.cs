using CodeAssist.Core.Text;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary>Begins, when the first C# file is opened, what the first suggestion in it would otherwise wait for; who opens none spends no memory on it.</summary>
/// <param name="begin">Returns at once. Called once at most, while suggestions are wanted.</param>
internal sealed class FirstDocument(Action begin)
{
    private bool _hasBegun;

    /// <summary>The editor has this now; called by one thread at a time.</summary>
    public void Follow(SessionSnapshot snapshot)
    {
        if (!_hasBegun && snapshot.Settings.CompletionEnabled && snapshot.Documents.Known.Any(document => string.Equals(document.Language, Languages.CSharp, StringComparison.Ordinal)))
        {
            _hasBegun = true;
            begin();
        }
    }
}
