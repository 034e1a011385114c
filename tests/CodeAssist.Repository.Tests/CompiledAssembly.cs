using Mono.Cecil;

namespace CodeAssist.Repository.Tests;

/// <summary>What an assembly uses, read from its metadata: nothing is loaded into this process and nothing is missed.</summary>
internal sealed class CompiledAssembly : IDisposable
{
    private readonly ModuleDefinition _module;

    private CompiledAssembly(ModuleDefinition module) => _module = module;

    public string Name => _module.Assembly.Name.Name;

    /// <summary>Names of the assemblies it was compiled against and uses.</summary>
    public IReadOnlyList<string> References => [.. _module.AssemblyReferences.Select(reference => reference.Name)];

    /// <summary>Full names of the types of other assemblies it uses.</summary>
    public IReadOnlyList<string> UsedTypes => [.. _module.GetTypeReferences().Select(type => type.FullName)];

    /// <summary>Methods of other assemblies it calls, as <c>Namespace.Type::Method</c>.</summary>
    public IReadOnlyList<string> UsedMethods =>
        [.. _module.GetMemberReferences().Where(member => member is MethodReference).Select(member => $"{member.DeclaringType.FullName}::{member.Name}")];

    /// <summary>Names of its own types, without those that compilers and source generators wrote.</summary>
    public IReadOnlyList<string> OwnTypes =>
        [.. _module.GetTypes().Where(type => !IsGenerated(type)).Select(type => type.Name.Split('`')[0])];

    /// <summary>Its methods that are native functions, as <c>Type::Method</c>.</summary>
    public IReadOnlyList<string> NativeMethods =>
        [.. _module.GetTypes().SelectMany(type => type.Methods).Where(method => method.IsPInvokeImpl).Select(method => $"{method.DeclaringType.FullName}::{method.Name}")];

    public static CompiledAssembly Load(string path) => new(ModuleDefinition.ReadModule(path));

    public void Dispose() => _module.Dispose();

    private static bool IsGenerated(TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute")
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
