using CodeAssist.Core.Privacy.Files;
using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Agent.Context;

/// <summary>
/// Takes out of what a model is told what only a model of this machine may read. The gate would withhold it all the same; taken out before, it is no origin of what
/// the model says next, which would otherwise be withheld with it.
/// </summary>
internal static class Withholding
{
    private const string Note = "(this stays on this machine: an ignore file or its kind keeps it from you)\n";

    public static IReadOnlyList<PayloadPart> For(bool isOwn, IReadOnlyList<PayloadPart> parts) =>
        isOwn ? parts : [.. parts.Select(part => IsKept(part) ? new PayloadPart(Note, [new PartOrigin.Product()]) : part)];

    private static bool IsKept(PayloadPart part) => part.Origins.OfType<PartOrigin.File>().Any(file => file.IsIgnored || NeverSend.Of(file.Path) is not null);
}
