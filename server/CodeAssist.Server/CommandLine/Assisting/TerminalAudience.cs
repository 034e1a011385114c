using System.Globalization;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Routing;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Assisting.Output;
using CodeAssist.Server.CommandLine.Delegating;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Assisting;

/// <summary>Somebody at a terminal, or a script: the answer goes to standard output, everything else beside it.</summary>
/// <param name="errors">For whatever is not the answer.</param>
/// <param name="answer">Takes the pieces of an explanation; null where the answer is shown as a whole.</param>
/// <param name="allowedDollars">What may be spent without a question.</param>
/// <param name="canAnswer">Whether somebody sits there who could say yes.</param>
internal sealed class TerminalAudience(IAnsiConsole errors, TextWriter? answer, decimal allowedDollars, bool canAnswer) : IAssistAudience
{
    private SafeMarkdown _safe = new();

    public string Name => canAnswer ? "the user, in a terminal" : "the user, on a command line";

    public void Decided(RouteDecision decision, Route.Run run) =>
        errors.MarkupLineInterpolated($"[grey]{(decision.Route is Route.Ask ? $"{run.Model.Id}, as you allowed." : RouteSentences.Of(decision))}[/]");

    public void Write(string piece) => answer?.Write(_safe.Add(piece));

    public void StartAgain(string why)
    {
        _safe = new SafeMarkdown();
        errors.MarkupLineInterpolated($"[yellow]{why}[/]");
    }

    /// <summary>The last words of the answer.</summary>
    public void End() => answer?.WriteLine(_safe.End());

    public void Progress(int answered, int questions) => errors.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{answered + 1} of {questions} questions…[/]");

    public async Task<bool> AllowAsync(RouteDecision decision, Route.Ask ask, AssistQuestion question, CancellationToken cancellationToken)
    {
        if (ask.Wanted.MostDollars <= allowedDollars)
        {
            return true;
        }

        if (!canAnswer)
        {
            errors.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[yellow]{RouteSentences.OfWanted(decision, ask)} Nobody is here to allow it.[/] Allow it with --allow {ask.Wanted.MostDollars}.");
            return false;
        }

        errors.MarkupLineInterpolated($"{RouteSentences.OfWanted(decision, ask)}");
        while (true)
        {
            errors.Markup("Ask it? [grey](y: this once, s: show what is sent, anything else: no)[/] ");
            var word = await Terminal.ReadLineAsync(cancellationToken);
            if (word is not "s")
            {
                return word is "y";
            }

            errors.WriteLine(TerminalText.Of(SentQuestion.Of(question).Text.ReplaceLineEndings("\n")));
        }
    }
}
