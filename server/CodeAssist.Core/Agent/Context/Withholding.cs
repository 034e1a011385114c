using CodeAssist.Core.Privacy.Files;
using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Agent.Context;

/// <summary>
/// Takes out of what a model is told what only a model of this machine may read. The gate would withhold it all the same; taken out before, it is no origin of what
/// the model says next, which would otherwise be withheld with it.
/// </summary>
public static class Withholding
{
    private const string Note = "(this stays on this machine: an ignore file or its kind keeps it from you)\n";

    /// <summary>What every program but our own host is kept from.</summary>
    public static bool MayBeSent(PartOrigin.File file) => !file.IsIgnored && NeverSend.Of(file.Path) is null;

    /// <summary>What is left is also without characters that nobody can see.</summary>
    /// <param name="mayRead">Whether whoever is told it may be told of a file.</param>
    /// <param name="parts">What is to be told.</param>
    public static IReadOnlyList<PayloadPart> For(Func<PartOrigin.File, bool> mayRead, IReadOnlyList<PayloadPart> parts) =>
        [.. parts.Select(part => part.Origins.OfType<PartOrigin.File>().All(mayRead) ? VisibleParts.Of(part) : new PayloadPart(Note, [new PartOrigin.Product()]))];
}
