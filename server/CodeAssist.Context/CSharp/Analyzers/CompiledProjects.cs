using CodeAssist.Context.CSharp.Analyzers.Projects;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>The C# projects that a change is in, with the change and without, as a compiler sees them: each read once, for everybody who asks. Thread-safe.</summary>
/// <remarks>For one review.</remarks>
public sealed class CompiledProjects
{
    private readonly Lock _lock = new();
    private readonly string _root;
    private readonly ReferencedAssemblies _assemblies;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, (Task<ProjectReading> Reading, TimeBudget Budget)> _projects = new(PathNames.Comparer);
    private ProjectReader? _reader;
    private Task _last = Task.CompletedTask;

    /// <param name="root">Absolute path of the repository.</param>
    /// <param name="assemblies">What projects refer to.</param>
    public CompiledProjects(string root, ReferencedAssemblies assemblies)
        : this(root, assemblies, TimeProvider.System)
    {
    }

    internal CompiledProjects(string root, ReferencedAssemblies assemblies, TimeProvider time)
    {
        (_root, _assemblies, _time) = (Path.GetFullPath(root), assemblies, time);
        Severities = new SeveritySettings(_root);
    }

    internal SeveritySettings Severities { get; }

    /// <summary>The project that compiles a file: the nearest folder with one has it; of several in one nobody can say which.</summary>
    /// <param name="path">Absolute path of the file.</param>
    internal string? ProjectOf(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null && PathNames.IsBelow(folder, _root); folder = Path.GetDirectoryName(folder))
        {
            var projects = Projects(folder);
            if (projects.Length > 0)
            {
                return projects is [var only] ? only : null;
            }
        }

        return null;
    }

    /// <param name="project">Absolute path of the project file.</param>
    /// <param name="change">What is reviewed.</param>
    /// <param name="cancellationToken">Ends the reading for all who wait for it.</param>
    /// <returns>The project, and how long it may be worked on.</returns>
    internal (Task<ProjectReading> Reading, TimeBudget Budget) Open(string project, ChangeSet change, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_projects.TryGetValue(project, out var entry))
            {
                _reader ??= new ProjectReader(_root, new ReviewedTexts(change), _assemblies);
                var budget = new TimeBudget(_time);
                entry = (ReadAsync(_reader, project, _last, budget, cancellationToken), budget);
                _last = entry.Reading;
                _projects[project] = entry;
            }

            return entry;
        }
    }

    /// <summary>As reports name it.</summary>
    internal string Relative(string path) => Path.GetRelativePath(_root, path).Replace('\\', '/');

    // One after another: they share the projects that they refer to.
    private static async Task<ProjectReading> ReadAsync(ProjectReader reader, string project, Task before, TimeBudget budget, CancellationToken cancellationToken)
    {
        await Task.WhenAny(before);
        using var limit = budget.Begin(cancellationToken);
        return await reader.ReadAsync(project, budget, limit.Token);
    }

    private static string[] Projects(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.csproj") : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
