using System.Collections.Concurrent;
using CodeAssist.Context.CSharp.Analyzers.Projects;
using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>What the repository's <c>.editorconfig</c> and <c>.globalconfig</c> files make of a diagnostic (<c>dotnet_diagnostic.CS8602.severity</c>).</summary>
/// <param name="root">The folder above which nothing is read.</param>
internal sealed class SeveritySettings(string root)
{
    private static readonly string[] _names = [".editorconfig", ".globalconfig"];

    private readonly ConcurrentDictionary<string, AnalyzerConfig?> _configs = new(PathNames.Comparer);

    /// <summary>By id; what is not named stays as the compiler has it.</summary>
    /// <param name="path">Absolute path of the source file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyDictionary<string, ReportDiagnostic>> OfAsync(string path, CancellationToken cancellationToken)
    {
        List<AnalyzerConfig> configs = [];
        for (var folder = Path.GetDirectoryName(path); folder is not null && PathNames.IsBelow(folder, root); folder = Path.GetDirectoryName(folder))
        {
            foreach (var file in _names.Select(name => Path.Combine(folder, name)))
            {
                if (await ReadAsync(file, cancellationToken) is { } config)
                {
                    configs.Add(config);
                }
            }
        }

        return configs.Count == 0
            ? new Dictionary<string, ReportDiagnostic>(StringComparer.Ordinal)
            : AnalyzerConfigSet.Create(configs).GetOptionsForSourcePath(path.Replace('\\', '/')).TreeOptions;
    }

    private async Task<AnalyzerConfig?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (!_configs.TryGetValue(file, out var config))
        {
            config = await SourceFileReader.ReadAsync(file, cancellationToken) is SourceFileResult.Read { File.Text: var text } ? AnalyzerConfig.Parse(text, file.Replace('\\', '/')) : null;
            _configs[file] = config;
        }

        return config;
    }
}
