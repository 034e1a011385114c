using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>One rule for each kind of fault, all of them notes: a probability is no proof, and must not fail a build unasked.</summary>
public static class LikelihoodRules
{
    private static readonly Dictionary<FaultKind, ReviewRule> _byKind = new()
    {
        [FaultKind.Variable] = Rule("likely-other-variable", "Another variable was probably meant", "Another variable in scope fits this place much better than the one that stands there."),
        [FaultKind.Arguments] = Rule("likely-swapped-arguments", "Two arguments are probably swapped", "The arguments fit this call much better in the other order."),
        [FaultKind.Operator] = Rule("likely-other-operator", "Another operator was probably meant", "A neighbouring operator fits this place much better than the one that stands there."),
        [FaultKind.Comparison] = Rule("likely-other-comparison", "The comparison probably points the wrong way", "The opposite comparison fits this place much better than the one that stands there."),
        [FaultKind.OffByOne] = Rule("likely-off-by-one", "A bound is probably off by one", "The neighbouring bound fits this place much better than the one that stands there."),
        [FaultKind.Negation] = Rule("likely-negation", "The condition is probably the wrong way round", "The opposite condition fits this place much better than the one that stands there."),
        [FaultKind.Literal] = Rule("likely-other-literal", "Another value was probably meant", "Another value fits this place much better than the one that stands there."),
        [FaultKind.CopiedName] = Rule("likely-copied-name", "A name was probably left over from the line it was copied from", "The line follows the pattern of a neighbour, but keeps one of the neighbour's names."),
    };

    public static IReadOnlyList<ReviewRule> All { get; } = [.. Enum.GetValues<FaultKind>().Select(Of)];

    public static ReviewRule Of(FaultKind kind) => _byKind[kind];

    private static ReviewRule Rule(string id, string title, string description) =>
        new(id, title, FindingCategory.Correctness, Severity.Note, description + " The local model and the file's own habits say so; they may be wrong.");
}
