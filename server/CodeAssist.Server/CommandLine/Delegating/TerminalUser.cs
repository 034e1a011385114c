using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Server.Delegating.Output;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Delegating;

/// <summary>Somebody at a terminal who gave a task, or a script: nothing is allowed that neither of them allows.</summary>
/// <param name="errors">Where everything is told and asked.</param>
/// <param name="given">What was allowed beforehand.</param>
/// <param name="allowedCommands">Commands that were named, each word by word.</param>
/// <param name="canAnswer">Whether somebody sits there who could say yes.</param>
internal sealed class TerminalUser(IAnsiConsole errors, AgentOptionsGiven given, IReadOnlyList<IReadOnlyList<string>> allowedCommands, bool canAnswer) : IAgentUser
{
    private readonly HashSet<string> _models = new(StringComparer.Ordinal);

    public void Tell(TranscriptEntry entry)
    {
        switch (entry)
        {
            // The first time a model is chosen, whoever asks for permission tells it (TerminalAudience).
            case TranscriptEntry.Chosen chosen when !_models.Add(chosen.Model):
                errors.MarkupLineInterpolated($"[grey]{TerminalText.Line(chosen.Sentence)}[/]");
                break;
            case TranscriptEntry.Step step:
                if (step.Text.Length > 0 && !given.AsJson)
                {
                    errors.WriteLine(TerminalText.Of(step.Text.Trim()));
                }

                errors.MarkupLineInterpolated($"[grey]{TerminalText.Line(AgentSentences.Of(step))}[/]");
                break;
            case TranscriptEntry.Checked { IsSound: true } sound:
                errors.MarkupLineInterpolated($"[green]Checked: {TerminalText.Line(sound.Text)}[/]");
                break;
            case TranscriptEntry.Checked failing:
                errors.MarkupLineInterpolated($"[yellow]{TerminalText.Of(failing.Text.Trim())}[/]");
                break;
            case TranscriptEntry.Compacted compacted:
                errors.MarkupLineInterpolated($"[grey]{TerminalText.Line(AgentSentences.Of(compacted))}[/]");
                break;
            case TranscriptEntry.Errand errand:
                errors.MarkupLineInterpolated($"[grey]{TerminalText.Line(AgentSentences.Of(errand))}[/]");
                break;
            case TranscriptEntry.RolledBack rolledBack:
                errors.MarkupLineInterpolated($"[yellow]Taken back: {TerminalText.Line(string.Join(", ", rolledBack.Paths))}[/]");
                break;
        }
    }

    public void Begin(string what)
    {
        if (!given.AsJson)
        {
            errors.MarkupLineInterpolated($"[grey]… {TerminalText.Line(what)}[/]");
        }
    }

    public async Task<ApprovalAnswer> ApproveAsync(ApprovalRequest request, AgentAction action, CancellationToken cancellationToken)
    {
        if (IsAllowed(request, action))
        {
            return ApprovalAnswer.Once;
        }

        errors.MarkupLineInterpolated($"[yellow]{TerminalText.Line(request.Title)}[/] {TerminalText.Line(request.Why)}");
        if (!canAnswer)
        {
            errors.MarkupLineInterpolated($"Nobody is here to allow it.{(action is AgentAction.Run ? " Allow it with --allow-run." : "")}");
            return ApprovalAnswer.No;
        }

        errors.WriteLine(TerminalText.Of(request.Shown));
        errors.Markup(request.CanBeRemembered ? "Allow it? [grey](y: this once, a: always in this repository, anything else: no)[/] " : "Allow it? [grey](y: this once, anything else: no)[/] ");
        return await Terminal.ReadLineAsync(cancellationToken) switch
        {
            "y" => ApprovalAnswer.Once,
            "a" when request.CanBeRemembered => ApprovalAnswer.Always,
            _ => ApprovalAnswer.No,
        };
    }

    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        errors.MarkupLineInterpolated($"[yellow]The model asks:[/] {TerminalText.Of(question)}");
        return canAnswer ? await Terminal.ReadLineAsync(cancellationToken) : null;
    }

    public async Task<bool> KeepsBrokenAsync(string problems, CancellationToken cancellationToken)
    {
        if (!canAnswer)
        {
            return false;
        }

        errors.Markup("The checks object to the changes still. Keep them all the same? [grey](y: keep, anything else: take them back)[/] ");
        return await Terminal.ReadLineAsync(cancellationToken) is "y";
    }

    /// <summary>Only what was named word by word: an argument more is another command.</summary>
    private bool IsAllowed(ApprovalRequest request, AgentAction action) =>
        (given.AllowsReading && request.OnlyReads)
        || (action is AgentAction.Run { Folder.Length: 0 } run && (given.AllowsNetwork || !run.WantsNetwork) && allowedCommands.Any(command => command.SequenceEqual(run.Arguments, StringComparer.Ordinal)));
}
