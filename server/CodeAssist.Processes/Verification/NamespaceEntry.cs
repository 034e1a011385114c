using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Verification;

/// <summary>Starts this program again in a network namespace of its own, with no network but what it makes itself.</summary>
public static class NamespaceEntry
{
    private static readonly TimeSpan _probeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Whether the system lets this user have a namespace.</summary>
    /// <returns>Null when it does, otherwise why not.</returns>
    public static async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Network namespaces are Linux's.";
        }

        if (!SystemTool.TryFind("unshare", out var unshare))
        {
            return "The program 'unshare' (package util-linux) is needed.";
        }

        // 'true' inside: what fails here is the namespace and nothing else.
        return SystemTool.TryFind("true", out var nothing)
            ? await SystemTool.RunAsync(unshare, [.. Options(), nothing], cancellationToken)
            : "The program 'true' (package coreutils) is needed.";
    }

    /// <summary>Runs this program inside, handing its output on as it comes.</summary>
    /// <param name="arguments">Of this program.</param>
    /// <param name="output">Takes its standard output.</param>
    /// <param name="error">Takes its standard error.</param>
    /// <param name="limit">After this it is ended.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Its exit code; null when it could not be started or took too long.</returns>
    public static async Task<int?> RunAsync(
        IReadOnlyList<string> arguments, Stream output, Stream error, TimeSpan limit, CancellationToken cancellationToken)
    {
        var self = Executable.OfThisProcess();
        if (!SystemTool.TryFind("unshare", out var unshare)
            || !ChildProcess.TryStart(
                new ChildCommand(
                    new Executable(unshare, []),
                    [.. Options(), self.FileName, .. self.LeadingArguments, .. arguments],
                    ChildEnvironment.ForBroker(Environment.GetEnvironmentVariable),
                    AppContext.BaseDirectory),
                out var child,
                out _))
        {
            return null;
        }

        using (child)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(limit + _probeLimit);
            try
            {
                await Task.WhenAll(child.Output.CopyToAsync(output, deadline.Token), child.Error.CopyToAsync(error, deadline.Token));
                await child.WaitForExitAsync(deadline.Token);
                return child.ExitCode;
            }
            catch (OperationCanceledException)
            {
                child.Kill();
                cancellationToken.ThrowIfCancellationRequested();
                return null;
            }
        }
    }

    // With --kill-child nothing outlives an interrupted proof. Without root, a user namespace gives the rights that the network one needs.
    private static string[] Options() => Directories.FileStatus.EffectiveUserId() == 0
        ? ["--net", "--mount", "--kill-child", "--fork"]
        : ["--net", "--mount", "--map-root-user", "--kill-child", "--fork"];
}
