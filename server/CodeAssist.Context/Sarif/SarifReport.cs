using System.Text.Json;

namespace CodeAssist.Context.Sarif;

/// <summary>A report that was read.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Results">Those that name a fault, at a place of the repository, and that nobody suppressed.</param>
/// <param name="Gap">One sentence on why it says nothing; null where it was understood.</param>
internal sealed record SarifReport(string Name, IReadOnlyList<SarifResult> Results, string? Gap)
{
    private const string Version = "2.1.0";

    private readonly ILookup<string, SarifResult> _byPath = Results.ToLookup(result => result.Path, StringComparer.Ordinal);

    /// <param name="path">Relative to the root.</param>
    public IEnumerable<SarifResult> On(string path) => _byPath[path];

    public bool IsAbout(string path) => _byPath.Contains(path);

    /// <param name="file">As it was read.</param>
    /// <param name="root">Absolute path of the repository.</param>
    public static SarifReport Of(SarifReportFile file, string root)
    {
        var name = Path.GetFileName(file.Path);
        if (file.Text is null)
        {
            return new SarifReport(name, [], file.Failure ?? $"'{file.Path}' cannot be read.");
        }

        SarifLog? log;
        try
        {
            log = JsonSerializer.Deserialize(file.Text, SarifJsonContext.Default.SarifLog);
        }
        catch (JsonException exception)
        {
            return new SarifReport(name, [], $"{name} is no SARIF report: its JSON breaks in line {(exception.LineNumber ?? 0) + 1}.");
        }

        if (!string.Equals(log?.Version, Version, StringComparison.Ordinal))
        {
            return new SarifReport(name, [], $"{name} is not of SARIF {Version}{(log?.Version is { Length: < 20 } other ? $" but of {other}" : "")}; let the tool write that version (of the C# compiler: ErrorLog={name},version=2.1).");
        }

        return new SarifReport(name, [.. (log!.Runs ?? []).Where(run => run is not null).SelectMany(run => new SarifRun(run, root, file.Written).Results())], null);
    }
}
