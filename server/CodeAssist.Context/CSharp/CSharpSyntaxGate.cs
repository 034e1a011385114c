using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Text;
using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp;

/// <summary>Lets no suggestion through that adds a syntax error to a C# file: repairs it, or drops it.</summary>
/// <remarks>
/// The measure is the file without the suggestion: as it is, and as it would be without the caret's line, for a line that is being
/// typed has errors of its own which a whole suggestion takes away. Who asked for a suggestion is given a line that is to go on below as it is.
/// </remarks>
/// <param name="documents">The files, parsed.</param>
public sealed class CSharpSyntaxGate(CSharpDocuments documents) : ISyntaxGate
{
    private const string SemicolonExpected = "CS1002";

    /// <summary>In UTF-16 code units; reading more takes longer than anybody waits for a suggestion.</summary>
    private const int LongestText = 1 << 20;

    public Filtered Apply(Draft draft)
    {
        var request = draft.Request;
        if (!string.Equals(request.LanguageId, Languages.CSharp, StringComparison.Ordinal) || request.Text.Length > LongestText)
        {
            return draft;
        }

        var document = documents.Of(request);
        var readings = new DraftReadings(document);
        if (readings.Errors(draft).Count == 0)
        {
            return draft;
        }

        if (UnfinishedList.IsContinuedBy(document, draft))
        {
            return draft;
        }

        var before = document.Errors.Count();
        var allowed = Math.Min(before, WithoutLine(document, request).Errors.Count());
        var errors = readings.Errors(draft);
        var mayGoOn = request.Trigger is CompletionTrigger.Invoked && UnfinishedLine.MayGoOn(errors, draft);
        var repaired = Repairs(readings, draft, allowed).FirstOrDefault(repaired => readings.Errors(repaired).Count <= allowed);
        if (repaired is not null && (!mayGoOn || UnfinishedLine.IsKeptBy(repaired, draft)))
        {
            return repaired;
        }

        var breaksNothing = errors.Count <= before || (allowed > 0 && UnfinishedLine.IsWhole(errors, draft));

        return mayGoOn || breaksNothing ? draft : NoSuggestionReason.BreaksSyntax;
    }

    /// <summary>What the draft could have meant, the draft itself first.</summary>
    private static IEnumerable<Draft> Repairs(DraftReadings readings, Draft draft, int allowed)
    {
        yield return draft;

        var closed = draft with { Text = draft.Text + SuggestionRepair.Closers(draft) };
        yield return closed;
        yield return closed with { Text = closed.Text + SuggestionRepair.EmptyBlock(draft) };

        // Where more than the semicolon is missing, as behind a bare condition, it would only hide what is missing.
        var errors = readings.Errors(closed);
        var own = errors.Where(error => IsAt(error, closed)).ToList();
        if (errors.Count == allowed + 1 && own is [{ Id: SemicolonExpected }])
        {
            yield return closed with { Text = closed.Text + ";" };
        }

        // A new object whose members are to be set below.
        yield return closed with { Text = closed.Text + SuggestionRepair.EmptyBlock(draft) + ";" };

        if (draft.Text.EndsWith(',') && draft.Text.Length > 1)
        {
            yield return draft with { Text = draft.Text[..^1] };
        }

        var lastLine = draft.Text.LastIndexOf('\n');
        if (lastLine > 0)
        {
            var shorter = draft with { Text = draft.Text[..lastLine].TrimEnd() };
            yield return shorter with { Text = shorter.Text + SuggestionRepair.Closers(shorter) };
        }
    }

    private static bool IsAt(Diagnostic error, Draft draft)
    {
        var start = draft.Request.Caret - draft.Request.LineBefore.Length;
        return error.Location.SourceSpan.Start >= start && error.Location.SourceSpan.Start <= draft.Request.Caret + draft.Text.Length;
    }

    private static CSharpDocument WithoutLine(CSharpDocument document, CompletionRequest request)
    {
        var before = request.LineBefore.Length;

        return document.With(request.Caret - before, before + request.LineAfter.Length, "");
    }
}
