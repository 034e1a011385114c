using System.Runtime.InteropServices;
using System.Text.Json;
using CodeAssist.Context.Sarif;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Tests.CSharp.Analyzers;

/// <summary>A repository on the disk with projects as 'dotnet restore' leaves them; the reference packs are those of the SDK that runs the tests.</summary>
internal sealed class RestoredFolder : IDisposable
{
    private readonly List<ChangedFile> _changed = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("codeassist-project-").FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public void Write(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>A project with these properties, restored; those that it refers to by name lie beside it.</summary>
    public void Project(string name, string properties = "<Nullable>enable</Nullable>", params string[] references)
    {
        Write($"{name}/{name}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework>{properties}</PropertyGroup></Project>");
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        Write($"{name}/obj/project.assets.json", JsonSerializer.Serialize(new
        {
            version = 3,
            targets = new Dictionary<string, object>(StringComparer.Ordinal) { ["net10.0"] = references.ToDictionary(other => $"{other}/1.0.0", _ => new { type = "project", framework = ".NETCoreApp,Version=v10.0" }, StringComparer.Ordinal) },
            libraries = references.ToDictionary(other => $"{other}/1.0.0", other => new { type = "project", path = $"../{other}/{other}.csproj", msbuildProject = $"../{other}/{other}.csproj" }, StringComparer.Ordinal),
            packageFolders = new Dictionary<string, object>(StringComparer.Ordinal) { [Path.Combine(Root, "packages")] = new { } },
            project = new
            {
                restore = new { projectPath = Path.Combine(Root, name, $"{name}.csproj") },
                frameworks = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["net10.0"] = new
                    {
                        frameworkReferences = new Dictionary<string, object>(StringComparer.Ordinal) { ["Microsoft.NETCore.App"] = new { privateAssets = "all" } },
                        runtimeIdentifierGraphPath = Path.Combine(dotnet, "sdk", "10.0.0", "PortableRuntimeIdentifierGraph.json"),
                    },
                },
            },
        }));
    }

    /// <summary>Changes a file on the disk and in the review: every line that the old text has not is changed.</summary>
    public ChangedFile Change(string path, string? before, string after)
    {
        Write(path, after);
        var (old, now) = (before is null ? null : Document(path, before), Document(path, after));
        var known = old is null ? [] : Enumerable.Range(0, old.LineCount).Select(line => old.Line(line).ToString()).ToHashSet(StringComparer.Ordinal);
        var lines = Enumerable.Range(0, now.LineCount).Where(line => before is null || !known.Contains(now.Line(line).ToString()));
        var file = new ChangedFile
        {
            Path = path,
            Kind = before is null ? ChangeKind.Added : ChangeKind.Modified,
            Old = old,
            New = now,
            Hunks = [.. lines.Select(line => new Hunk(new LineSpan(line, line), new LineSpan(line, line + 1)))],
            Length = after.Length,
        };
        _changed.Add(file);
        return file;
    }

    /// <summary>A file of which every line was asked for.</summary>
    public ChangedFile AsItStands(string path, string text)
    {
        Write(path, text);
        var file = ChangedFile.AsItStands(path, Document(path, text));
        _changed.Add(file);
        return file;
    }

    public ChangeSet Changes() => new(Root, "test", _changed);

    public SarifReportFile Report(string json) => new(Path.Combine(Root, "build.sarif"), json, null);

    /// <summary>All that the reviewer says, as <c>path(line): rule</c>, lines from one.</summary>
    public async Task<IReadOnlyList<string>> ReviewAsync(params SarifReportFile[] sarif) =>
        [.. (await ClaimsAsync(sarif)).Select(claim => claim.Place is ClaimedPlace.At(var range) ? $"{claim.Path}({range.Start.Line + 1}): {claim.Rule.Id}" : $"{claim.Path}: {claim.Rule.Id}")];

    public async Task<IReadOnlyList<Claim>> ClaimsAsync(params SarifReportFile[] sarif) => [.. (await AnswersAsync(sarif)).SelectMany(answer => answer.Claims)];

    public async Task<IReadOnlyList<ReviewerAnswer.Reviewed>> AnswersAsync(params SarifReportFile[] sarif)
    {
        var change = Changes();
        var reviewer = new AnalyzersReviewer(Root, sarif);
        List<ReviewerAnswer.Reviewed> answers = [];
        foreach (var file in change.Files)
        {
            answers.Add((ReviewerAnswer.Reviewed)await reviewer.ReviewAsync(new FileUnderReview(change, file, []), CancellationToken.None));
        }

        answers.Add((ReviewerAnswer.Reviewed)reviewer.ReviewChange(change));
        return answers;
    }

    private static DocumentSnapshot Document(string path, string text) => DocumentSnapshot.Open(path, LanguageIds.Of(path), 0, text);
}
