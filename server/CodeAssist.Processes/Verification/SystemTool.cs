using System.Diagnostics.CodeAnalysis;
using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Verification;

/// <summary>A small program of the system that does one thing and ends.</summary>
internal static class SystemTool
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    private static readonly string[] _folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    /// <summary>Looked for where systems keep them, and not along PATH: what is started here may run as root.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out string? path)
    {
        path = _folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return path is not null;
    }

    /// <returns>Null when it ended well, otherwise what it said.</returns>
    public static async Task<string?> RunAsync(string path, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var command = new ChildCommand(
            new Executable(path, []), arguments, ChildEnvironment.ForBroker(Environment.GetEnvironmentVariable), AppContext.BaseDirectory);
        if (!ChildProcess.TryStart(command, out var child, out var failure))
        {
            return failure.Message;
        }

        using (child)
        {
            var errors = new OutputTail();
            var drained = errors.DrainAsync(child.Error);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(_limit);
            try
            {
                await child.WaitForExitAsync(deadline.Token);
                await drained.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                child.Kill();
                return $"'{path}' did not end within {_limit.TotalSeconds:0} s.";
            }

            return child.ExitCode == 0 ? null : $"'{Path.GetFileName(path)} {string.Join(' ', arguments)}' failed: {errors.Read() ?? "it said nothing"}";
        }
    }
}
