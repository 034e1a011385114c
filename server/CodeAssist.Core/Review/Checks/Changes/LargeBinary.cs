using System.Globalization;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks.Changes;

/// <summary>Binary files that are new, or new in this size.</summary>
internal sealed class LargeBinary : IChangeCheck
{
    private const long Large = 1024 * 1024;

    public IReadOnlyList<ReviewRule> Rules { get; } = [ChangeRules.LargeBinary];

    public IEnumerable<Claim> Find(ChangeSet change) => change.Files
        .Where(file => file.Kind is ChangeKind.Added && file.Skipped is SkipReason.Binary && file.Length >= Large)
        .Select(file => new Claim(
            ChangeRules.LargeBinary,
            file.Path,
            new ClaimedPlace.WholeFile(),
            string.Create(CultureInfo.InvariantCulture, $"This file has {file.Length / (double)Large:0.#} MiB, which every clone downloads from now on.")));
}
