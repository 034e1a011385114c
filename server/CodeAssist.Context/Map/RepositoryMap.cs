using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Rules;

namespace CodeAssist.Context.Map;

/// <summary>A repository as whoever begins to work in it should know it.</summary>
/// <param name="Files">A line for each file with its members, those first that have most to do with what is wanted.</param>
/// <param name="Rules">What the repository says of its own code, as it lies on the disk now.</param>
public sealed record RepositoryMap(IReadOnlyList<PayloadPart> Files, IReadOnlyList<RuleFile> Rules);
