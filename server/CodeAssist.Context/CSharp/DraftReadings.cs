using CodeAssist.Core.Completion.PostProcessing;
using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp;

/// <summary>A file with one suggestion or another in it, each read once.</summary>
internal sealed class DraftReadings(CSharpDocument document)
{
    private readonly Dictionary<(string Text, int Replaced), IReadOnlyList<Diagnostic>> _errors = [];

    public IReadOnlyList<Diagnostic> Errors(Draft draft)
    {
        var key = (draft.Text, draft.ReplacedAfterCaret);
        if (!_errors.TryGetValue(key, out var errors))
        {
            _errors[key] = errors = [.. document.With(draft.Request.Caret, draft.ReplacedAfterCaret, draft.Text).Errors];
        }

        return errors;
    }
}
