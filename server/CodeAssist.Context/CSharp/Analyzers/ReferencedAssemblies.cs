using System.Collections.Concurrent;
using CodeAssist.Context.CSharp.Analyzers.Projects;
using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>The assemblies that projects are compiled against, each opened once until its file changes. Thread-safe.</summary>
/// <remarks>Whoever reviews again and again keeps one: it saves half of what the types of a few files cost, and takes some ten megabytes for a usual project.</remarks>
public sealed class ReferencedAssemblies
{
    /// <summary>A large solution refers to some hundreds. With more all are let go.</summary>
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, (DateTime Written, PortableExecutableReference Reference)> _known = new(PathNames.Comparer);

    /// <param name="path">Absolute path of a file that is there.</param>
    internal PortableExecutableReference Of(string path)
    {
        var written = File.GetLastWriteTimeUtc(path);
        if (_known.TryGetValue(path, out var known) && known.Written == written)
        {
            return known.Reference;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        var reference = MetadataReference.CreateFromFile(path);
        _known[path] = (written, reference);
        return reference;
    }
}
