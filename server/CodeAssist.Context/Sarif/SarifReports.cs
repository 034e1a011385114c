namespace CodeAssist.Context.Sarif;

/// <summary>Reads reports of other tools from the disk.</summary>
public static class SarifReports
{
    /// <summary>A build of many projects with all analyzers writes some ten megabytes.</summary>
    private const int LargestBytes = 64 * 1024 * 1024;

    /// <summary>Never throws for what a disk can do: what cannot be read says so in its place.</summary>
    /// <param name="paths">Absolute paths.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<SarifReportFile>> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        List<SarifReportFile> reports = [];
        foreach (var path in paths)
        {
            reports.Add(await SourceFileReader.ReadAsync(path, LargestBytes, cancellationToken) switch
            {
                SourceFileResult.Read { File.Text: var text } => new SarifReportFile(path, text, null) { Written = new DateTimeOffset(File.GetLastWriteTimeUtc(path)) },
                SourceFileResult.Failed { Failure: var failure } => new SarifReportFile(path, null, failure.Message),
                _ => throw new System.Diagnostics.UnreachableException(),
            });
        }

        return reports;
    }
}
