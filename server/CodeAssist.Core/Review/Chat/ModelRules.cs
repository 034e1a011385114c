using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Chat;

/// <summary>The rules that a model's findings come under: one for each kind of harm, for what a model says fits no narrower name that would last.</summary>
public static class ModelRules
{
    private static readonly Dictionary<FindingCategory, ReviewRule> _rules = new ReviewRule[]
    {
        new("chat-correctness", "A result that is wrong", FindingCategory.Correctness, Severity.Warning,
            "A model says that changed lines give a wrong result, or break what others rely on."),
        new("chat-security", "A way in for an attacker", FindingCategory.Security, Severity.Warning,
            "A model says that changed lines let somebody read, change or run what they should not."),
        new("chat-reliability", "A failure that is not handled", FindingCategory.Reliability, Severity.Warning,
            "A model says that changed lines leak, race, hang, or fail where they should not."),
        new("chat-performance", "More work than is needed", FindingCategory.Performance, Severity.Note,
            "A model says that changed lines take far more time or memory than they need."),
        new("chat-tests", "A test that proves nothing", FindingCategory.Tests, Severity.Note,
            "A model says that a changed test cannot fail, or does not test what it says."),
        new("chat-maintainability", "A trap for the next reader", FindingCategory.Maintainability, Severity.Note,
            "A model says that changed lines mislead whoever reads or changes them next."),
    }.ToDictionary(rule => rule.Category);

    public static IReadOnlyList<ReviewRule> All { get; } = [.. _rules.Values];

    /// <summary>The kinds of harm that a model can name.</summary>
    public static IReadOnlyList<FindingCategory> Categories { get; } = [.. _rules.Keys];

    public static ReviewRule Of(FindingCategory category) => _rules[category];
}
