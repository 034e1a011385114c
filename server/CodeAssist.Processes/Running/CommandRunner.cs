using System.Globalization;
using CodeAssist.Core.Agent.Commands;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Directories;
using CodeAssist.Processes.Verification;

namespace CodeAssist.Processes.Running;

/// <summary>Runs an approved command within limits, and ends it with everything that it started.</summary>
/// <remarks>
/// On Linux it lives in namespaces of its own: nothing of it outlives it, and its network is loopback alone unless more was approved. Where namespaces are refused it runs under the
/// filter, without any internet socket. Where a control group can be made (<see cref="CommandGroup"/>) the kernel keeps its limits, and nothing of it outlives it either way; where not, what leaves
/// its session between two looks could outlive it. On other systems only its tree of processes is ended.
/// </remarks>
/// <param name="self">This program, for the verb <c>contain</c>.</param>
/// <param name="variable">Reads a variable of this process.</param>
/// <param name="time">Measures the limits.</param>
internal sealed class CommandRunner(Executable self, Func<string, string?> variable, TimeProvider time)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _goneLimit = TimeSpan.FromSeconds(5);

    // Known words of programs that miss a network.
    private static readonly string[] _misses =
    [
        "NU1301", "Temporary failure in name resolution", "Name or service not known", "Network is unreachable", "Could not resolve host", "getaddrinfo", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH",
        "Address family not supported", "EAFNOSUPPORT", "nodename nor servname", "No address associated with hostname",
    ];

    // `dotnet format` keeps to itself what the restore of packages said, which it begins with.
    private static readonly string[] _hints = ["Restore operation failed"];

    private readonly Lock _lock = new();
    private Task<string?>? _namespaces;

    /// <param name="request">The command.</param>
    /// <param name="mayUseNetwork">Whether the policy allows it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(RunReport? Report, ProcessFailure? Failure)> RunAsync(RunRequest request, bool mayUseNetwork, CancellationToken cancellationToken)
    {
        if (Refusal(request) is { } refusal)
        {
            return (null, refusal);
        }

        var hasNetwork = request.WantsNetwork && mayUseNetwork;
        var environment = ChildEnvironment.ForCommand(variable, hasNetwork);
        if (ProgramPath.Find(request.Words[0], request.Folder, environment.GetValueOrDefault("PATH")) is not { } program)
        {
            return (null, new ProcessFailure(ProcessFailureKind.ProgramMissing, $"There is no program '{request.Words[0]}' on this machine.", "Install it, or name another command."));
        }

        using var group = OperatingSystem.IsLinux() ? CommandGroup.TryCreate(request.Limits) : null;
        var (executable, arguments, note) = await ContainedAsync(program, request.Folder, request.Words.Skip(1), group?.Folders ?? [], hasNetwork, cancellationToken);
        if (!ChildProcess.TryStart(new ChildCommand(executable, arguments, environment, request.Folder), out var child, out var failure))
        {
            return (null, failure);
        }

        using (child)
        {
            return (await WatchAsync(child, group, request.Limits, hasNetwork, isForbidden: request.WantsNetwork && !hasNetwork, note, cancellationToken), null);
        }
    }

    private static ProcessFailure? Refusal(RunRequest request)
    {
        var why = CommandJudge.Judge(request.Words) is { Need: CommandNeed.Refused, Reason: var reason } ? reason
            : !string.Equals(request.Approved, RunRequest.Content(request.Words, request.Folder, request.WantsNetwork), StringComparison.Ordinal) ? "What was approved is another command."
            : !Path.IsPathFullyQualified(request.Folder) || !Directory.Exists(request.Folder) ? "Its folder does not exist."
            : null;
        return why is null ? null : new ProcessFailure(ProcessFailureKind.ProgramFailed, $"The command was not run. {why}", "Approve the command as it is to run.");
    }

    private async Task<(Executable Program, IReadOnlyList<string> Arguments, string Network)> ContainedAsync(
        string program, string folder, IEnumerable<string> arguments, IReadOnlyList<string> groups, bool hasNetwork, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (new Executable(program, []), [.. arguments], hasNetwork ? "It had the network." : "On this system nothing keeps a command from the network.");
        }

        if (await NamespacesAsync(cancellationToken) is null && SystemTool.TryFind("unshare", out var unshare))
        {
            string[] options = ["--mount", "--pid", "--mount-proc", "--fork", "--kill-child", .. hasNetwork ? (string[])[] : ["--net"], .. FileStatus.EffectiveUserId() == 0 ? (string[])[] : ["--map-root-user"]];
            return (
                new Executable(unshare, []),
                [.. options, self.FileName, .. self.LeadingArguments, ContainMain.Verb, hasNetwork ? ContainMain.Network : ContainMain.Loopback, string.Join(':', groups), folder, program, .. arguments],
                hasNetwork ? "It had the network." : "It had loopback and no other network.");
        }

        return (
            self with { LeadingArguments = [.. self.LeadingArguments, ContainMain.Verb, hasNetwork ? ContainMain.Open : ContainMain.Filter, string.Join(':', groups), folder, program] },
            [.. arguments],
            hasNetwork ? "It had the network." : "It had no network, not even loopback, because this system refuses namespaces; tests that listen cannot run so.");
    }

    private Task<string?> NamespacesAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // A look that was cancelled tells nothing.
            return _namespaces = _namespaces is { IsCompletedSuccessfully: true } or { IsCompleted: false } ? _namespaces : NamespaceEntry.CheckAsync(cancellationToken);
        }
    }

    private async Task<RunReport> WatchAsync(ChildProcess child, CommandGroup? group, RunLimits limits, bool hasNetwork, bool isForbidden, string note, CancellationToken cancellationToken)
    {
        await child.Input.DisposeAsync();
        var output = new OutputEnds();
        var drained = Task.WhenAll(output.DrainAsync(child.Output), output.DrainAsync(child.Error));
        var ended = child.WaitForExitAsync(CancellationToken.None);
        var started = time.GetTimestamp();
        string? stopped = null;
        while (stopped is null && !ended.IsCompleted)
        {
            await Task.WhenAny(ended, Task.Delay(_look, time, CancellationToken.None));
            var (ids, memory) = OperatingSystem.IsLinux() ? ProcessTree.Below(child.Id) : ([], 0);
            stopped = ended.IsCompleted ? null
                : cancellationToken.IsCancellationRequested ? "It was cancelled."
                : time.GetElapsedTime(started).TotalSeconds > limits.Seconds ? string.Create(CultureInfo.InvariantCulture, $"It did not end within {limits.Seconds} s.")
                : output.Total > limits.OutputBytes ? string.Create(CultureInfo.InvariantCulture, $"It wrote more than {limits.OutputBytes / (1024 * 1024)} MiB.")
                : memory > limits.MemoryBytes ? limits.TooMuchMemory
                : ids.Count > limits.Processes ? limits.TooManyProcesses
                : group?.Refused(limits);
        }

        // Whoever was refused something and came to its end all the same has come to its end.
        stopped ??= child.ExitCode == 0 ? null : group?.Refused(limits);

        // Its namespace ends with it. Without one, whatever still hangs together with it, or is of its session.
        child.KillTree();
        if (OperatingSystem.IsLinux())
        {
            ProcessTree.End(ProcessTree.Below(child.Id).Ids);
            group?.Kill();
        }

        await Task.WhenAny(Task.WhenAll(ended, drained), Task.Delay(_goneLimit, time, CancellationToken.None));
        cancellationToken.ThrowIfCancellationRequested();
        var text = output.Read();
        var code = stopped is null && ended.IsCompleted ? child.ExitCode : (int?)null;
        return new RunReport(code, text, stopped, Missed(text, hasNetwork || code is 0, isForbidden) + note);
    }

    /// <returns>A sentence for whoever could have the network allowed; empty where nothing speaks for that.</returns>
    private static string Missed(string output, bool needsNone, bool isForbidden)
    {
        bool Says(string words) => output.Contains(words, StringComparison.OrdinalIgnoreCase);
        var need = needsNone ? "" : Array.Exists(_misses, Says) ? "needs it" : Array.Exists(_hints, Says) ? "may need it" : "";
        return need.Length == 0 ? "" : $"{(isForbidden ? "Nothing may leave this machine: the" : "The")} network is off in this run, and the command {need}. ";
    }
}
