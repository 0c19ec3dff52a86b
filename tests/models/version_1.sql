BEGIN TRANSACTION;
CREATE TABLE batch (
	id INTEGER NOT NULL, 
	file VARCHAR NOT NULL, 
	sheet VARCHAR, 
	source VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	shop VARCHAR NOT NULL, 
	imported_at VARCHAR NOT NULL, 
	report VARCHAR NOT NULL, 
	undone_at VARCHAR, 
	PRIMARY KEY (id)
);
INSERT INTO "batch" VALUES(1,'till.csv',NULL,'orders','orders','orders','2026-11-03T09:30:00','{"file": "till.csv", "sheet": null, "source": "orders", "kind": "orders", "rows": 3, "batch": 1, "added": {"customers": 2, "orders": 2, "lines": 2, "refunds": 1}, "updated": {"customers": 0, "orders": 0, "lines": 0, "refunds": 0}, "unchanged": {"customers": 0, "orders": 0, "lines": 0, "refunds": 0}, "ignored": [], "bad": [], "bad_rows": 0, "warnings": []}',NULL);
INSERT INTO "batch" VALUES(2,'till-later.csv',NULL,'orders','orders','orders','2026-11-03T09:30:00','{"file": "till-later.csv", "sheet": null, "source": "orders", "kind": "orders", "rows": 1, "batch": 2, "added": {"customers": 0, "orders": 0, "lines": 0}, "updated": {"customers": 1, "orders": 1, "lines": 0}, "unchanged": {"customers": 0, "orders": 0, "lines": 1}, "ignored": [], "bad": [], "bad_rows": 0, "warnings": []}',NULL);
CREATE TABLE change (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	entity VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	"before" VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(batch_id) REFERENCES batch (id)
);
INSERT INTO "change" VALUES(1,2,'party',2,'{"id": 2, "key": "number:orders:C2", "name": null, "kind": "person", "market": null, "party_type": "customer", "country": null, "birth_date": null, "channel": null, "joined_at": null, "attributes": "{}", "batch_id": 1}');
INSERT INTO "change" VALUES(2,2,'orders',2,'{"id": 2, "shop": "orders", "key": "2", "party_id": 2, "ordered_at": 1767657600, "state": "paid", "gross": 600, "currency": "EUR", "channel": null, "country": null, "payment": null, "discount": null, "product": "Cup", "attributes": null, "batch_id": 1}');
CREATE TABLE identity (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	namespace VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	party_id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id)
);
INSERT INTO "identity" VALUES(1,'number','orders','C1',1,1);
INSERT INTO "identity" VALUES(2,'number','orders','C2',2,1);
INSERT INTO "identity" VALUES(3,'email','','a@example.org',1,1);
INSERT INTO "identity" VALUES(4,'email','','b@example.org',2,2);
CREATE TABLE order_line (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	order_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	product VARCHAR, 
	sku VARCHAR, 
	quantity FLOAT, 
	amount INTEGER, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(order_id) REFERENCES orders (id)
);
INSERT INTO "order_line" VALUES(1,1,1,'Mug',NULL,NULL,NULL,1);
INSERT INTO "order_line" VALUES(2,2,1,'Cup',NULL,NULL,NULL,1);
CREATE TABLE orders (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	shop VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	party_id INTEGER, 
	ordered_at INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	gross INTEGER NOT NULL, 
	currency VARCHAR NOT NULL, 
	channel VARCHAR, 
	country VARCHAR, 
	payment VARCHAR, 
	discount VARCHAR, 
	product VARCHAR, 
	attributes VARCHAR, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id)
);
INSERT INTO "orders" VALUES(1,'orders','1',1,1767571200,'paid',500,'EUR',NULL,NULL,NULL,NULL,'Mug',NULL,1);
INSERT INTO "orders" VALUES(2,'orders','2',2,1767657600,'paid',700,'EUR',NULL,NULL,NULL,NULL,'Cup',NULL,1);
CREATE TABLE party (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" VARCHAR NOT NULL, 
	name VARCHAR, 
	kind VARCHAR NOT NULL, 
	market VARCHAR, 
	party_type VARCHAR NOT NULL, 
	country VARCHAR, 
	birth_date VARCHAR, 
	channel VARCHAR, 
	joined_at VARCHAR, 
	attributes VARCHAR NOT NULL, 
	batch_id INTEGER NOT NULL
);
INSERT INTO "party" VALUES(1,'email::a@example.org',NULL,'person',NULL,'customer',NULL,NULL,NULL,NULL,'{}',1);
INSERT INTO "party" VALUES(2,'email::b@example.org',NULL,'person',NULL,'customer',NULL,NULL,NULL,NULL,'{}',1);
CREATE TABLE refund (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	shop VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	order_key VARCHAR, 
	party_id INTEGER, 
	refunded_at INTEGER NOT NULL, 
	amount INTEGER NOT NULL, 
	currency VARCHAR NOT NULL, 
	batch_id INTEGER NOT NULL, 
	FOREIGN KEY(party_id) REFERENCES party (id)
);
INSERT INTO "refund" VALUES(1,'orders','~|3||1770422400|1000000#1','3',1,1770422400,100,'EUR',1);
CREATE TABLE workspace (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	zone VARCHAR, 
	as_of VARCHAR, 
	cycle_days FLOAT, 
	closed_shops VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "workspace" VALUES(1,'Harbour & Pine',3,NULL,NULL,NULL,'["orders"]');
CREATE INDEX ix_change_batch_id ON change (batch_id);
CREATE UNIQUE INDEX ux_identity ON identity (value, namespace, kind);
CREATE UNIQUE INDEX ux_orders_key ON orders ("key", shop);
CREATE UNIQUE INDEX ux_refund_key ON refund ("key", shop);
CREATE INDEX ix_order_line_order ON order_line (order_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('party',2);
INSERT INTO "sqlite_sequence" VALUES('identity',4);
INSERT INTO "sqlite_sequence" VALUES('orders',2);
INSERT INTO "sqlite_sequence" VALUES('order_line',2);
INSERT INTO "sqlite_sequence" VALUES('refund',1);
COMMIT;
PRAGMA application_id = 1380995668;
PRAGMA user_version = 1;
