using System.Diagnostics;
using System.Text.Json.Nodes;
using CodeAssist.Benchmarks.Replay;
using CodeAssist.Benchmarks.Together;
using CodeAssist.Context;
using CodeAssist.Context.CSharp;
using CodeAssist.Context.CSharp.Names;
using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.Naming;
using CodeAssist.Models.Local;

namespace CodeAssist.Benchmarks.Quality;

/// <summary>How often a name that an author wrote, or the workspace proposes, is held not to exist, and how long finding out takes; without a model.</summary>
internal static class NamesRun
{
    private const int Seed = 5;

    /// <param name="folder">The project, which is indexed as a whole.</param>
    /// <param name="files">C# files of it, relative paths.</param>
    /// <param name="holesPerFile">Most pieces of one file that are looked at.</param>
    public static async Task<JsonObject> RunAsync(string folder, IReadOnlyList<string> files, int holesPerFile)
    {
        var index = new WorkspaceIndex();
        await index.BuildAsync(folder, IndexLimits.Default, new Progress<IndexProgress>(), CancellationToken.None);
        var documents = new CSharpDocuments();
        var names = new WorkspaceNames(_ => index, documents, TimeProvider.System);
        var withoutModel = new CompletionPipeline(index, index, new NoModel(Confidences.Shipped.Default), new CSharpSyntaxGate(documents), AnyName.Instance);
        var random = new Random(Seed);
        List<(string Path, bool IsForbidden, double Milliseconds)> asked = [];
        List<(bool IsForbidden, double Milliseconds)> shown = [];
        foreach (var path in files)
        {
            if (await SourceFileReader.ReadAsync(Path.Combine(folder, path), CancellationToken.None) is not SourceFileResult.Read { File.Text: var read })
            {
                continue;
            }

            foreach (var hole in HolePunch.Of(path, read.ReplaceLineEndings("\n"), holesPerFile, random))
            {
                var request = new CompletionRequest(path, Path.GetFileName(folder), LanguageIds.Of(path), hole.Text, hole.Caret, CompletionTrigger.Automatic);
                var outcome = await withoutModel.CompleteAsync(request, CompletionGate.Default, CompletionLimits.Default, CancellationToken.None);
                var watch = Stopwatch.StartNew();
                if (outcome is CompletionOutcome.Suggested { Best: var best })
                {
                    watch.Restart();
                    var isForbidden = names.FirstUnknown(request, best.InsertText, best.ReplacedAfterCaret) is not null;
                    shown.Add((isForbidden, watch.Elapsed.TotalMilliseconds));
                }

                watch.Restart();
                var unknown = names.FirstUnknown(request, hole.Wanted, 0);
                asked.Add((path, unknown is not null, watch.Elapsed.TotalMilliseconds));
                if (unknown is not null)
                {
                    await Console.Error.WriteLineAsync($"{path}: {hole.Wanted.Substring(unknown.Start, unknown.Length)} in {hole.Wanted.ReplaceLineEndings("⏎")}");
                }
            }
        }

        var share = Statistics.Mean(asked, answer => answer.Path, answer => answer.IsForbidden ? 1 : 0);
        return new JsonObject
        {
            ["bench"] = "names",
            ["pieces"] = asked.Count,
            ["forbidden"] = asked.Count(answer => answer.IsForbidden),
            ["forbidden_share"] = Math.Round(share[0], 4),
            ["forbidden_interval"] = new JsonArray(Math.Round(share[1], 4), Math.Round(share[2], 4)),
            ["ms_p50"] = Milliseconds(asked.Select(answer => answer.Milliseconds), 0.5),
            ["ms_p95"] = Milliseconds(asked.Select(answer => answer.Milliseconds), 0.95),
            ["shown_without_model"] = shown.Count,
            ["shown_forbidden"] = shown.Count(answer => answer.IsForbidden),
            ["shown_ms_p50"] = Milliseconds(shown.Select(answer => answer.Milliseconds), 0.5),
            ["shown_ms_p95"] = Milliseconds(shown.Select(answer => answer.Milliseconds), 0.95),
        };
    }

    private static double Milliseconds(IEnumerable<double> times, double share) => Math.Round(Statistics.Percentile(times, share), 2);
}
