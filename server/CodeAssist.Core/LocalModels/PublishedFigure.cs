using CodeAssist.Core.Providers;

namespace CodeAssist.Core.LocalModels;

/// <summary>What somebody has measured of a model and published. Nobody has repeated it here.</summary>
/// <param name="Test">Name of the test: <c>CrossCodeEval C#, exact match</c>.</param>
/// <param name="Percent">Its result in percent.</param>
public sealed record PublishedFigure(string Test, Fact<decimal> Percent);
