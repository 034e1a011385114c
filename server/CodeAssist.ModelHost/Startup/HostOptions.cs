using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CodeAssist.ModelHost.Startup;

/// <summary>The command line of <c>codeassist-host serve</c>.</summary>
/// <param name="RuntimeDirectory">Existing directory for socket and lock, for this user only.</param>
/// <param name="Build">Version and build, part of the pipe's name.</param>
/// <param name="LibraryDirectory">Where llama.cpp's libraries are.</param>
/// <param name="IdleExit">How long to live without a client.</param>
/// <param name="LogFile">Where everything goes that would be printed.</param>
/// <param name="CacheDirectory">For what may be deleted at any time, such as compiled shaders.</param>
internal sealed record HostOptions(
    string RuntimeDirectory, string Build, string LibraryDirectory, TimeSpan IdleExit, string LogFile, string CacheDirectory)
{
    public const string Usage =
        "usage: codeassist-host serve --runtime-dir DIR --build ID --libraries DIR --idle-exit-seconds N --log-file FILE --cache-dir DIR\n"
        + "       codeassist-host probe --libraries DIR";

    private const int LongestIdleSeconds = 7 * 24 * 3_600;

    /// <param name="arguments">What follows the verb.</param>
    /// <param name="options">All of them, absolute.</param>
    /// <param name="problem">What is wrong, for people.</param>
    public static bool TryParse(
        ReadOnlySpan<string> arguments, [NotNullWhen(true)] out HostOptions? options, [NotNullWhen(false)] out string? problem)
    {
        options = null;
        if (!TryRead(arguments, out var values, out problem))
        {
            return false;
        }

        string[] names = ["--runtime-dir", "--build", "--libraries", "--idle-exit-seconds", "--log-file", "--cache-dir"];
        problem = values.Keys.FirstOrDefault(key => !names.Contains(key)) is { } unknown ? $"{unknown} is unknown" : null;
        problem ??= names.FirstOrDefault(name => !values.ContainsKey(name)) is { } missing ? $"{missing} is missing" : null;
        if (problem is not null)
        {
            return false;
        }

        if (!int.TryParse(values["--idle-exit-seconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > LongestIdleSeconds)
        {
            problem = $"--idle-exit-seconds is a whole number up to {LongestIdleSeconds}";
            return false;
        }

        string[] paths = ["--runtime-dir", "--libraries", "--log-file", "--cache-dir"];
        problem = paths.FirstOrDefault(name => !Path.IsPathFullyQualified(values[name])) is { } relative ? $"{relative} is not an absolute path" : null;
        options = problem is null
            ? new HostOptions(
                values["--runtime-dir"],
                values["--build"],
                values["--libraries"],
                TimeSpan.FromSeconds(seconds),
                values["--log-file"],
                values["--cache-dir"])
            : null;
        return options is not null;
    }

    /// <summary>Reads <c>--name value</c> pairs.</summary>
    public static bool TryRead(
        ReadOnlySpan<string> arguments, out Dictionary<string, string> values, [NotNullWhen(false)] out string? problem)
    {
        values = new Dictionary<string, string>(StringComparer.Ordinal);
        problem = null;
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Length || arguments[i + 1].Length == 0)
            {
                problem = $"'{arguments[i]}' is not an option with a value";
                return false;
            }

            if (!values.TryAdd(arguments[i], arguments[i + 1]))
            {
                problem = $"{arguments[i]} is given twice";
                return false;
            }
        }

        return true;
    }
}
