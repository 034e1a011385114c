using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp.Names;

/// <summary>A few types of the framework as source: what has to be there for anything else to be bound. Only the members of objects, values and enumerations are all told.</summary>
internal static class CoreTypes
{
    /// <summary>Shared by all compilations.</summary>
    public static SyntaxTree Tree { get; } = CSharpDocument.Parse("core.cs", Source).Tree;

    private const string Source = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading.Tasks;

        namespace System
        {
            public class Object
            {
                public virtual bool Equals(object other) => false;
                public static bool Equals(object one, object other) => false;
                public static bool ReferenceEquals(object one, object other) => false;
                public virtual int GetHashCode() => 0;
                public virtual string ToString() => null;
                public Type GetType() => null;
                protected object MemberwiseClone() => null;
            }

            public abstract class ValueType { }

            public abstract class Enum : ValueType
            {
                public bool HasFlag(Enum flag) => false;
                public int CompareTo(object other) => 0;
                public TypeCode GetTypeCode() => default;
                public string ToString(string format) => null;
                public static object Parse(Type type, string text) => null;
                public static bool TryParse(Type type, string text, out object value) => throw null;
                public static bool TryFormat<T>(T value, Span<char> to, out int written) => throw null;
                public static bool IsDefined(Type type, object value) => false;
                public static string Format(Type type, object value, string format) => null;
                public static string GetName(Type type, object value) => null;
                public static string[] GetNames(Type type) => null;
                public static Array GetValues(Type type) => null;
                public static Array GetValuesAsUnderlyingType(Type type) => null;
                public static Type GetUnderlyingType(Type type) => null;
                public static object ToObject(Type type, object value) => null;
            }

            public enum TypeCode { }
            public struct Void { }
            public struct Boolean { }
            public struct Char { }
            public struct SByte { }
            public struct Byte { }
            public struct Int16 { }
            public struct UInt16 { }
            public struct Int32 { }
            public struct UInt32 { }
            public struct Int64 { }
            public struct UInt64 { }
            public struct IntPtr { }
            public struct UIntPtr { }
            public struct Single { }
            public struct Double { }
            public struct Decimal { }
            public struct Nullable<T> where T : struct { public T Value => default; public bool HasValue => false; }
            public struct Span<T> { }
            public sealed class String { public int Length => 0; public char this[int index] => default; }
            public abstract class Type { }
            public abstract class Array { public int Length => 0; }
            public abstract class Delegate { }
            public abstract class MulticastDelegate : Delegate { }
            public abstract class Attribute { }
            public class Exception { }
            public interface IDisposable { void Dispose(); }
        }

        namespace System.Collections
        {
            public interface IEnumerable { IEnumerator GetEnumerator(); }
            public interface IEnumerator { object Current { get; } bool MoveNext(); }
        }

        namespace System.Collections.Generic
        {
            public interface IEnumerator<out T> : IEnumerator { new T Current { get; } }
            public interface IEnumerable<out T> : IEnumerable { new IEnumerator<T> GetEnumerator(); }
            public interface IReadOnlyCollection<out T> : IEnumerable<T> { }
            public interface ICollection<T> : IEnumerable<T> { }
            public interface IReadOnlyList<out T> : IReadOnlyCollection<T> { T this[int index] { get; } }
            public interface IList<T> : ICollection<T> { T this[int index] { get; set; } }
            public class List<T> : IList<T>, IReadOnlyList<T> { public T this[int index] { get => default; set { } } public IEnumerator<T> GetEnumerator() => null; }
            public class HashSet<T> : ICollection<T> { public IEnumerator<T> GetEnumerator() => null; }
            public class Dictionary<K, V> { public V this[K key] { get => default; set { } } }
        }

        namespace System.Runtime.CompilerServices
        {
            public interface INotifyCompletion { }
            public struct TaskAwaiter<T> : INotifyCompletion { public bool IsCompleted => false; public T GetResult() => default; public void OnCompleted(object then) { } }
        }

        namespace System.Threading.Tasks
        {
            public class Task { }
            public class Task<T> : Task { public System.Runtime.CompilerServices.TaskAwaiter<T> GetAwaiter() => default; }
            public struct ValueTask<T> { public System.Runtime.CompilerServices.TaskAwaiter<T> GetAwaiter() => default; }
        }
        """;
}
