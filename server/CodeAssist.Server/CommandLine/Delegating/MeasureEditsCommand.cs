using System.Text.Json;
using CodeAssist.Core.Agent.Editing;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Policy;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.CommandLine.Assisting;
using CodeAssist.Server.Delegating.Memory;
using CodeAssist.Server.Delegating.Models;
using CodeAssist.Server.Delegating.Output;
using CodeAssist.Server.Features.Usage;
using Spectre.Console;
using OpenFolder = CodeAssist.Processes.Broker.WorkspaceFolder;

namespace CodeAssist.Server.CommandLine.Delegating;

/// <summary><c>codeassist agent --measure-edits</c>: gives the model that would do a task the exercises, whoever it is, and keeps in which form its edits come out right.</summary>
internal sealed class MeasureEditsCommand(IAnsiConsole errors, IAnsiConsole output, TextWriter standardOutput)
{
    /// <param name="given">Who is measured, and for how much.</param>
    /// <param name="folder">The shell's folder, whose policy counts.</param>
    /// <param name="cancellationToken">Ctrl-C: what was measured until then is kept.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(AgentOptionsGiven given, string folder, CancellationToken cancellationToken)
    {
        await using var startup = CommandStartup.TryBegin("agent", errors);
        if (startup is null)
        {
            return ExitCode.Unavailable;
        }

        var root = WorkspaceFolder.RepositoryAround(folder) ?? folder;
        OpenFolder[] folders = [new(root, WorkspaceTrust.Trusted)];
        using var usage = UsageFiles.Local.Open(startup.Places.Directories.Data);
        using var local = new LocalUse(TimeProvider.System, entry => usage.WriteLine(UsageFiles.Local.Line(entry)));
        await using var models = ModelsAtHand.Over(startup, () => folders, local);
        models.Loading += new LoadingLine(errors).Tell;
        var canAnswer = !given.AsJson && !Console.IsInputRedirected && !Console.IsErrorRedirected;
        var audience = new TerminalAudience(errors, answer: null, given.AllowedDollars, canAnswer);
        using var routed = new RoutedAgentModels(models, audience, root, given.Directions, EditExercises.All.Count, measuring: null, TimeProvider.System);
        var need = new AgentNeed([.. EditExercises.All.SelectMany(exercise => exercise.Question)]);
        var choice = await routed.ChooseAsync(need, cancellationToken);
        if (choice is AgentModelChoice.Nobody nobody)
        {
            errors.MarkupLineInterpolated($"[red]{nobody.Why}[/]");
            return ExitCode.Unavailable;
        }

        var model = (RoutedAgentModel)((AgentModelChoice.Chosen)choice).Model;
        var forms = new EditFormFile(EditFormFile.In(startup.Places.Directories.State));
        var measuring = new EditMeasuring(forms, what => errors.MarkupLineInterpolated($"[grey]… {what}[/]"), TimeProvider.System);
        var measurement = await measuring.MeasureAsync(model, EditTrialLimits.Asked, cancellationToken);
        if (measurement.End is EditMeasurementEnd.Failed)
        {
            errors.MarkupLineInterpolated($"[red]{model.Id} could not be asked.[/] {model.Steps[^1].Problem}");
            return ExitCode.Unavailable;
        }

        var report = EditFormReport.Of(model, measurement, forms.Of(model.Identity));
        if (given.AsJson)
        {
            await standardOutput.WriteLineAsync(JsonSerializer.Serialize(report, CommandLineJsonContext.Default.EditFormReport));
        }
        else
        {
            Write(report);
        }

        if (forms.Save() is { } problem)
        {
            errors.MarkupLineInterpolated($"[yellow]{problem}[/]");
        }

        return ExitCode.Success;
    }

    private void Write(EditFormReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Form", "Measured", "Together with its work").RightAligned();
        foreach (var form in report.Forms)
        {
            table.AddRow(form.Name, $"{form.Right} of {form.Tried}", $"{form.RightInAll} of {form.TriedInAll}");
        }

        output.Write(table);
        output.MarkupLineInterpolated($"{report.Model} is advised to use, in this order: {string.Join(", ", report.Forms.Select(form => form.Name))}.");
    }
}
