using System.Text.Json;
using CodeAssist.Core.Policy;
using CodeAssist.Processes;
using CodeAssist.Processes.Directories;
using CodeAssist.Processes.Policy;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Features.Policy;
using Spectre.Console;
using OpenFolder = CodeAssist.Processes.Broker.WorkspaceFolder;

namespace CodeAssist.Server.CommandLine;

/// <summary><c>codeassist policy</c>: what may leave this machine from a folder, and the user's decisions on it.</summary>
internal sealed class PolicyCommand(IAnsiConsole output, IAnsiConsole errors, TextWriter json)
{
    /// <param name="decision">What the user decides, before what holds is shown.</param>
    /// <param name="folder">Absolute path.</param>
    /// <param name="asJson">For programs instead of people.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(PolicyDecision decision, string folder, bool asJson, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            errors.MarkupLineInterpolated($"[red]There is no folder {folder}.[/] Name one with --folder.");
            return ExitCode.Usage;
        }

        if (!AppDirectories.TryFind(out var directories, out var failure))
        {
            return Fail(failure);
        }

        if (directories.Create() is [var unusable, ..])
        {
            return Fail(unusable);
        }

        var files = PolicyFiles.In(directories.Config, directories.Data);
        var decisions = new UserDecisions(files, TimeProvider.System);

        // Whoever asks in a terminal speaks for a folder that its user works in; an editor says itself whether it is trusted.
        OpenFolder[] folders = [new(folder, WorkspaceTrust.Trusted)];
        if (await DecideAsync(decisions, decision, folders, cancellationToken) is { } refused)
        {
            return Fail(refused);
        }

        var policy = await PolicyReading.ResolveAsync(files, folders, ProductFiles.OfThisProgram.EgressProgram, TimeProvider.System, cancellationToken);
        await ShowAsync(
            new PolicyReport(
                folder,
                policy is NetworkPolicy.Open,
                decisions.ArePrivate(folders),
                (policy as NetworkPolicy.LocalOnly)?.Reasons ?? [],
                files.User,
                files.Private),
            asJson);

        return ExitCode.Success;
    }

    private static async Task<ProcessFailure?> DecideAsync(
        UserDecisions decisions, PolicyDecision decision, IReadOnlyList<OpenFolder> folders, CancellationToken cancellationToken) =>
        decision switch
        {
            PolicyDecision.Show => null,
            PolicyDecision.Allow => await decisions.AllowAsync(cancellationToken),
            PolicyDecision.LocalOnly => decisions.KeepLocal(),
            PolicyDecision.Private => await decisions.MakePrivateAsync(folders, cancellationToken),
            PolicyDecision.Release => await decisions.ReleaseAsync(folders, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private async Task ShowAsync(PolicyReport report, bool asJson)
    {
        if (asJson)
        {
            await json.WriteLineAsync(JsonSerializer.Serialize(report, CommandLineJsonContext.Default.PolicyReport));
            return;
        }

        output.MarkupLineInterpolated($"[grey]{report.Folder}[/]{(report.Private ? " (private)" : "")}");
        output.WriteLine(report.Open
            ? "Hard tasks may leave this machine, as you have allowed."
            : "Nothing leaves this machine.");
        foreach (var reason in report.Reasons)
        {
            output.WriteLine($"  {reason.Sentence}");
        }
    }

    private int Fail(ProcessFailure failure)
    {
        errors.MarkupLineInterpolated($"[red]{failure.Message}[/] {failure.NextStep}");
        return ExitCode.Unavailable;
    }
}
