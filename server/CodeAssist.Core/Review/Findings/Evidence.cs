namespace CodeAssist.Core.Review.Findings;

/// <summary>What speaks for a finding beside the reviewer's own word.</summary>
/// <param name="Source">Who says so: a tool and its rule.</param>
/// <param name="Text">What it says.</param>
public sealed record Evidence(string Source, string Text);
