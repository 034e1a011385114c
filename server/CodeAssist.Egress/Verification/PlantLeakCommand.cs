using CodeAssist.Egress.Startup;
using CodeAssist.Processes.Isolation;
using CodeAssist.Processes.Verification;

namespace CodeAssist.Egress.Verification;

/// <summary>
/// The verb <c>plant-leak</c>: tries on purpose to send something away, so that <c>codeassist verify-local-only</c> can show that it would
/// see a leak and that the kernel refuses it. It goes to addresses for documentation only, where nobody answers.
/// </summary>
internal static class PlantLeakCommand
{
    /// <summary>Exit code where the filter that was asked for is not in force.</summary>
    public const int NotFiltered = 77;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    /// <param name="arguments">The leak's name, and whether to take the filter first.</param>
    /// <returns>Success when it was tried, whatever came of it.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var isFiltered = arguments is [_, PlantedLeakRun.Filtered];
        if (arguments.Count == 0 || arguments.Count > (isFiltered ? 2 : 1) || Leaks.Find(arguments[0]) is not { } leak)
        {
            await Console.Error.WriteLineAsync($"codeassist-egress {PlantedLeakRun.Verb}: one of {string.Join(", ", PlantedLeak.All.Select(one => one.Name))}");
            return ExitCode.Usage;
        }

        if (isFiltered && NetworkFilter.Apply() is not NetworkFilterResult.Enforced)
        {
            await Console.Error.WriteLineAsync("The network filter is not in force here.");
            return NotFiltered;
        }

        // The programs of a proof are led astray by them, and a leak that goes to a proxy would be another leak.
        foreach (var variable in (string[])["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"])
        {
            Environment.SetEnvironmentVariable(variable, value: null);
        }

        using var deadline = new CancellationTokenSource(_patience);
#pragma warning disable CA1031 // Every way of failing is the same here: it was tried, and the sink knows what came of it.
        try
        {
            await leak(deadline.Token);
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"{arguments[0]}: {exception.GetBaseException().Message}");
        }
#pragma warning restore CA1031

        return ExitCode.Success;
    }
}
