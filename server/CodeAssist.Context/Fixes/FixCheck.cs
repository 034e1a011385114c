using CodeAssist.Context.CSharp;
using CodeAssist.Context.CSharp.Analyzers;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Fixes;

/// <summary>
/// Applies a fix to a copy of the file and looks at what came of it: the tree of a C# file and, where its project is known, what the compiler says of its types; the brackets of any other.
/// </summary>
public sealed class FixCheck : IFixCheck
{
    /// <summary>Whoever waits for a change of open lines does not wait longer for a project to be read.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);

    private readonly Func<string, CompiledProjects?> _projectsBelow;
    private readonly bool _allowsDoubt;

    private FixCheck(Func<string, CompiledProjects?> projectsBelow, bool allowsDoubt) => (_projectsBelow, _allowsDoubt) = (projectsBelow, allowsDoubt);

    /// <summary>By the text alone.</summary>
    public FixCheck()
        : this(static _ => null, allowsDoubt: false)
    {
    }

    /// <param name="projects">Those of the review.</param>
    public FixCheck(CompiledProjects projects)
        : this(_ => projects, allowsDoubt: false)
    {
    }

    /// <summary>Of files as they stand: their projects are read for each check, and what cannot be told in time speaks against nothing.</summary>
    public static FixCheck OfFilesAsTheyStand()
    {
        var assemblies = new ReferencedAssemblies();
        return new FixCheck(root => new CompiledProjects(root, assemblies), allowsDoubt: true);
    }

    public string? Objection(DocumentSnapshot reviewed, Fix fix)
    {
        if (FixedText.Of(reviewed, fix) is not { } text)
        {
            return "Its edits are out of order, overlap, or lie outside the file.";
        }

        if (string.Equals(text, reviewed.Text, StringComparison.Ordinal))
        {
            return "It changes nothing.";
        }

        if (IsCSharp(reviewed))
        {
            return CSharpFixCheck.Objection(reviewed, text);
        }

        return !Languages.IsProse(reviewed.Language) && OpenBrackets.Count(text, reviewed.Language) > OpenBrackets.Count(reviewed.Text, reviewed.Language)
            ? "It leaves a bracket without its partner."
            : null;
    }

    public async Task<string?> ObjectionAsync(ChangeSet change, ChangedFile file, Fix fix, CancellationToken cancellationToken)
    {
        if (Objection(file.New!, fix) is { } objection)
        {
            return objection;
        }

        if (!IsCSharp(file.New!) || _projectsBelow(change.Root) is not { } projects)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_allowsDoubt ? _longest : Timeout.InfiniteTimeSpan);
        try
        {
            var said = await new FixedTypes(projects, TimeProvider.System).ObjectionAsync(change, file, FixedText.Of(file.New!, fix)!, limit.Token);
            return _allowsDoubt && said is FixedTypes.Untold ? null : said;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool IsCSharp(DocumentSnapshot document) => string.Equals(document.Language, Languages.CSharp, StringComparison.Ordinal);
}
