using System.Collections.Concurrent;
using CodeAssist.Context.CSharp.Analyzers.Projects;
using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>The assemblies that projects are compiled against, each opened once until its file changes. Thread-safe; whoever reviews again and again keeps one.</summary>
public sealed class ReferencedAssemblies
{
    /// <summary>A large solution refers to some thousand; each is a few kilobytes of ours, and its content is mapped.</summary>
    private const int Most = 4_000;

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
