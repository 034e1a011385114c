using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Completion;

/// <param name="Prompt">What stands around the caret, as the model is told.</param>
/// <param name="Limits">How much it may say.</param>
internal sealed record ModelQuestion(FimPrompt Prompt, GenerationLimits Limits);
