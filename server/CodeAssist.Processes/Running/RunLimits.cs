using System.Globalization;

namespace CodeAssist.Processes.Running;

/// <summary>How much a command may use before it is ended with everything that it started.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="OutputBytes">Both streams together; far more than is kept.</param>
/// <param name="MemoryBytes">All its processes together, as they lie in memory.</param>
/// <param name="Processes">At once.</param>
public sealed record RunLimits(int Seconds, long OutputBytes, long MemoryBytes, int Processes)
{
    internal string TooMuchMemory => string.Create(CultureInfo.InvariantCulture, $"It took more than {MemoryBytes / (1024 * 1024)} MiB of memory.");

    internal string TooManyProcesses => string.Create(CultureInfo.InvariantCulture, $"It ran more than {Processes} processes at once.");

    public static RunLimits Usual { get; } = new(600, 64L * 1024 * 1024, 8L * 1024 * 1024 * 1024, 512);
}
