using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Models;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.Prompting;

/// <summary>Writes the prompt in the order and with the separators that the model was trained on.</summary>
/// <remarks>Layouts and their sources: docs/prompts.md.</remarks>
public static class FimPromptBuilder
{
    public static FimPrompt Build(CompletionRequest request, CodeWindow rawWindow, CompletionModel model)
    {
        // Training data has plain line feeds; the answer gets the document's line ends back.
        var window = new CodeWindow(LineEndings.ToLineFeed(rawWindow.Prefix), LineEndings.ToLineFeed(rawWindow.Suffix));

        return model.Layout switch
        {
            FimLayout.SuffixFirstUnmarked => SuffixFirst(request, window),
            FimLayout.SuffixPrefixMiddle => Marked(request, model, [
                Special(PromptToken.FimSuffix), new PromptPart.Suffix(window.Suffix),
                Special(PromptToken.FimPrefix), new PromptPart.Prefix(window.Prefix),
                Special(PromptToken.FimMiddle)]),
            _ => Marked(request, model, [
                Special(PromptToken.FimPrefix), new PromptPart.Prefix(window.Prefix),
                Special(PromptToken.FimSuffix), new PromptPart.Suffix(window.Suffix),
                Special(PromptToken.FimMiddle)]),
        };
    }

    private static FimPrompt Marked(CompletionRequest request, CompletionModel model, PromptPart[] code) =>
        new(request.Path, [.. Header(request, model), .. code], PromptIndentation.Unchanged);

    private static IEnumerable<PromptPart> Header(CompletionRequest request, CompletionModel model)
    {
        var separators = model.Separators;
        if (model.BeginsText)
        {
            yield return Special(PromptToken.BeginOfText);
        }

        if (separators is PromptSeparators.RepositoryAndFile && request.Repository is { } repository)
        {
            yield return Special(PromptToken.RepositoryName);
            yield return new PromptPart.Fixed(repository + "\n");
        }

        if (separators is not PromptSeparators.None)
        {
            yield return Special(PromptToken.FileSeparator);
            yield return new PromptPart.Fixed(request.Path + "\n");
        }
    }

    private static FimPrompt SuffixFirst(CompletionRequest request, CodeWindow window)
    {
        var indentation = PromptIndentation.Of(request.Text);

        return new FimPrompt(
            request.Path,
            [
                Special(PromptToken.FileSeparator), new PromptPart.Fixed(request.Path + "\n"),
                Special(PromptToken.FimSuffix), new PromptPart.Suffix(indentation.ToPrompt(window.Suffix)),
                Special(PromptToken.FimPrefix), new PromptPart.Prefix(indentation.ToPrompt(window.Prefix)),
            ],
            indentation);
    }

    private static PromptPart.Special Special(PromptToken token) => new(token);
}
