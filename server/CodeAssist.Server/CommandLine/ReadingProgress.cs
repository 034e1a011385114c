using CodeAssist.Context.Index;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>How far a repository has been read; nothing where the output is no terminal.</summary>
internal static class ReadingProgress
{
    /// <summary>Reads the repository into the index.</summary>
    public static Task ShowAsync(IAnsiConsole console, string repository, WorkspaceIndex index, CancellationToken cancellationToken)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return index.BuildAsync(repository, IndexLimits.Default, new Shown(static _ => { }), cancellationToken);
        }

        return console.Status().StartAsync(
            Markup.Escape($"Reading {repository}"),
            status => index.BuildAsync(
                repository,
                IndexLimits.Default,
                new Shown(progress => status.Status(Markup.Escape($"Reading {repository}: {progress.Files:N0} files"))),
                cancellationToken));
    }

    private sealed class Shown(Action<IndexProgress> show) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => show(value);
    }
}
