/** The figures of this node among others. With one node alone they stay 0, and Redis has none. */
import { Counter, Gauge, type Registry } from 'prom-client';

export interface ClusterMetrics {
	/** An evaluation is no longer held here, against this node's will or at another's request. */
	leaseLost(why: string): void;
	/** This node took an evaluation from another one. */
	tookOver(): void;
	/** The leases could not be renewed once. */
	renewalFailed(): void;
	/** A request or socket that another node takes; `away`: that node did not answer. */
	handedOn(kind: 'request' | 'socket', outcome: 'taken' | 'away'): void;
	watch(read: () => { held: number; redisUp: boolean }): void;
}

export function createClusterMetrics(registry: Registry): ClusterMetrics {
	const registers = [registry];
	const counter = <const L extends string>(name: string, help: string, labelNames: L[] = []) =>
		new Counter({ name, help, labelNames, registers });
	const lost = counter('samsyn_leases_lost_total', 'Evaluations no longer held here, by reason', ['why']);
	const takeOvers = counter('samsyn_take_overs_total', 'Evaluations taken from another node');
	const renewals = counter('samsyn_lease_renewal_failures_total', 'Times the leases were not renewed');
	const handedOn = counter('samsyn_handed_on_total', 'Requests and sockets that another node takes', [
		'kind',
		'outcome',
	]);
	let read: (() => { held: number; redisUp: boolean }) | undefined;
	new Gauge({
		name: 'samsyn_evaluations_held',
		help: 'Evaluations that this node holds by a lease',
		registers,
		collect() {
			this.set(read?.().held ?? 0);
		},
	});
	new Gauge({
		name: 'samsyn_redis_up',
		help: '1 while Redis is there for both directions, else 0; no value with one node alone',
		registers,
		collect() {
			if (read) this.set(read().redisUp ? 1 : 0);
			else this.remove();
		},
	});
	return {
		leaseLost: (why) => lost.inc({ why }),
		tookOver: () => takeOvers.inc(),
		renewalFailed: () => renewals.inc(),
		handedOn: (kind, outcome) => handedOn.inc({ kind, outcome }),
		watch(look) {
			read = look;
		},
	};
}
