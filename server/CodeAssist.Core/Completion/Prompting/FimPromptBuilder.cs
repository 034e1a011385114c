using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Models;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.Prompting;

/// <summary>Writes the prompt in the order and with the separators that the model was trained on.</summary>
/// <remarks>Layouts and their sources: docs/prompts.md.</remarks>
public static class FimPromptBuilder
{
    /// <summary>Whether what stands behind the caret comes before what stands in front of it.</summary>
    public static bool BeginsWithSuffix(FimLayout layout) => layout is FimLayout.SuffixFirstUnmarked or FimLayout.SuffixPrefixMiddle or FimLayout.SuffixPrefix;

    /// <param name="request">The question.</param>
    /// <param name="rawWindow">The code around the caret.</param>
    /// <param name="snippets">Lines of other files; left out where the model has no separator for files.</param>
    /// <param name="model">Who is asked.</param>
    public static FimPrompt Build(CompletionRequest request, CodeWindow rawWindow, IReadOnlyList<ContextSnippet> snippets, CompletionModel model)
    {
        // Training data has plain line feeds; the answer gets the document's line ends back.
        var window = new CodeWindow(LineEndings.ToLineFeed(rawWindow.Prefix), LineEndings.ToLineFeed(rawWindow.Suffix));

        return model.Layout switch
        {
            FimLayout.SuffixFirstUnmarked => SuffixFirst(request, window, snippets),
            FimLayout.SuffixPrefixMiddle => Marked(request, model, snippets, [
                Special(PromptToken.FimSuffix), new PromptPart.Suffix(window.Suffix),
                Special(PromptToken.FimPrefix), new PromptPart.Prefix(window.Prefix),
                Special(PromptToken.FimMiddle)]),
            FimLayout.SuffixPrefix => Marked(request, model, snippets, [
                Special(PromptToken.FimSuffix), new PromptPart.Suffix(window.Suffix),
                Special(PromptToken.FimPrefix), new PromptPart.Prefix(window.Prefix)]),
            _ => Marked(request, model, snippets, [
                Special(PromptToken.FimPrefix), new PromptPart.Prefix(window.Prefix),
                Special(PromptToken.FimSuffix), new PromptPart.Suffix(window.Suffix),
                Special(PromptToken.FimMiddle)]),
        };
    }

    private static FimPrompt Marked(CompletionRequest request, CompletionModel model, IReadOnlyList<ContextSnippet> snippets, PromptPart[] code) =>
        new(request.Path, [.. Header(request, model, snippets), .. code], PromptIndentation.Unchanged);

    private static IEnumerable<PromptPart> Header(CompletionRequest request, CompletionModel model, IReadOnlyList<ContextSnippet> snippets)
    {
        var separators = model.Separators;
        if (model.BeginsText)
        {
            yield return Special(PromptToken.BeginOfText);
        }

        if (model.BeginsWithEnd)
        {
            yield return Special(PromptToken.EndOfText);
        }

        if (separators is PromptSeparators.RepositoryAndFile && request.Repository is { } repository)
        {
            yield return Special(PromptToken.RepositoryName);
            yield return new PromptPart.Fixed(repository + "\n");
        }

        if (separators is not PromptSeparators.None)
        {
            foreach (var part in snippets.SelectMany(snippet => Parts(snippet, PromptIndentation.Unchanged)))
            {
                yield return part;
            }

            yield return Special(PromptToken.FileSeparator);
            yield return new PromptPart.Fixed(request.Path + "\n");
        }
    }

    private static FimPrompt SuffixFirst(CompletionRequest request, CodeWindow window, IReadOnlyList<ContextSnippet> snippets)
    {
        var indentation = PromptIndentation.Of(request.Text);

        return new FimPrompt(
            request.Path,
            [
                .. Context(request, snippets, indentation),
                Special(PromptToken.FileSeparator), new PromptPart.Fixed(request.Path + "\n"),
                Special(PromptToken.FimSuffix), new PromptPart.Suffix(indentation.ToPrompt(window.Suffix)),
                Special(PromptToken.FimPrefix), new PromptPart.Prefix(indentation.ToPrompt(window.Prefix)),
            ],
            indentation);
    }

    // As training/layout.py has it: the repository is only named in front of other files.
    private static IEnumerable<PromptPart> Context(CompletionRequest request, IReadOnlyList<ContextSnippet> snippets, PromptIndentation indentation) =>
        snippets.Count == 0
            ? []
            : [
                Special(PromptToken.RepositoryName), new PromptPart.Fixed((request.Repository ?? "workspace") + "\n"),
                .. snippets.SelectMany(snippet => Parts(snippet, indentation)),
            ];

    private static PromptPart[] Parts(ContextSnippet snippet, PromptIndentation indentation) =>
        [Special(PromptToken.FileSeparator), new PromptPart.Snippet($"{snippet.Path}\n{indentation.ToPrompt(snippet.Text)}")];

    private static PromptPart.Special Special(PromptToken token) => new(token);
}
